import { splitName, withoutTitles } from "@caretype/core/kernel/field/name-parts";

// How the rows of a table name a patient.

/** A cell that names a patient, with the date of birth if there is one. */
export const namedPatient = (patient: string, born: string | null): string =>
  born === null ? patient : `${patient}\n${born}`;

/** The row's name for the patient, and the date of birth if there is one. */
export const splitPatient = (named: string): { patient: string; born: string | null } => {
  const [patient = "", born = null] = named.split("\n");
  return { patient, born };
};

const maxWords = 12;

/**
 * Returns a name's spellings with the last name first, as in the index: for `Jane Mary Roe`, `Roe Jane Mary` and
 * `Mary Roe Jane`, because the last name's beginning is unknown. Another spelling leaves out a title.
 */
export function namesToFind(text: string): string[] {
  const name = text.trim().replace(/\s+/gu, " ");
  return [...new Set([name, withoutTitles(name)].flatMap(spellings))].filter(Boolean);
}

function spellings(name: string): string[] {
  const { firstName, lastName } = splitName(name);
  const words = `${lastName} ${firstName}`.trim().split(" ").slice(0, maxWords);
  return words.map((_word, at) => [...words.slice(at), ...words.slice(0, at)].join(" "));
}
