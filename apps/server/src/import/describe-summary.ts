import type { DuplicatePair, ImportBatch, ImportSummary } from "@caretype/api";
import { shellCommand } from "../command/shell-command.ts";

export function describeDuplicates({ importId, duplicates }: ImportSummary, account: string) {
  const { patients, first } = duplicates;
  if (patients === 0) return "";
  const command = shellCommand(`import duplicates ${importId} --account ${account}`);
  const all = importId === null ? "" : ` (list all: ${command})`;
  return `${patients} of the patients are possible duplicates of earlier ones${all}:\n${first.map(describeDuplicate).join("")}`;
}

/** Prints the command that undoes the import, if there is anything to undo. */
export const describeBatch = ({ importId }: ImportSummary, account: string) =>
  importId === null ? "" : `To undo it: ${shellCommand(`import undo ${importId} --account ${account}`)}\n`;

/** A line for each kind. The numbers in brackets add up to its rows. */
export const describeRecords = ({ clinicalRecords }: ImportSummary) =>
  clinicalRecords
    .map(({ kind, rows, imported, present, joined }) => {
      const counts = [`${imported} imported`, `${present} already existed`];
      if (joined > 0) counts.push(`${joined} are part of another row's record`);
      return `${pluralOf(kind)}: ${rows} rows (${counts.join(", ")})\n`;
    })
    .join("");

/** Prints ids only: patients' names do not belong on a terminal. */
export const describeDuplicate = ({ newId, thereId, score, reasons }: DuplicatePair): string =>
  `${newId} may be ${thereId}: ${reasons.join(", ")} (${score})\n`;

const plurals: Partial<Record<RecordKind, string>> = { allergy: "allergies", draft: "drafts of notes" };

type RecordKind = ImportBatch["clinicalRecords"][number]["kind"];

export const pluralOf = (kind: RecordKind): string => plurals[kind] ?? `${kind}s`;
