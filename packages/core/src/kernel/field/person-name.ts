import type { z } from "zod";
import { invalidInput } from "../error/domain-error.ts";
import type { KnownErrors } from "../error/field-messages.ts";
import { comma, isLastNameFirst, maxNameLength, type NameParts, splitName } from "./name-parts.ts";
import { possiblyEmptyLine, requiredLine } from "./schemas.ts";

// A person's name is stored both as given, and as first and last name.

export const personNameFields = {
  name: requiredLine(maxNameLength)
    .optional()
    .describe(
      "The full name. Its last word is the last name, with what belongs to it, as in `Jan van der Berg` and `Pat O Brien`, or what precedes a comma, as in `Smith, Jane`. In Chinese, Japanese and Korean script, it is the first word. Or give a first and a last name.",
    ),
  firstName: requiredLine(maxNameLength).optional().describe("Required with a last name."),
  lastName: possiblyEmptyLine(maxNameLength).optional().describe("Empty for a person with a single name."),
};

/** For creation. Reports a missing name along with all other errors. */
export const withName = <Schema extends z.ZodType<NameInput>>(schema: Schema): Schema =>
  schema.superRefine(
    (given, { addIssue }) => {
      for (const [field, messages] of Object.entries(missingName(given) ?? {}))
        for (const message of messages) addIssue({ code: "custom", path: [field], message });
    },
    { when: ({ value }) => typeof value === "object" && value !== null && !Array.isArray(value) },
  );

export type PersonName = NameParts & { name: string };
type NameInput = { [Part in keyof PersonName]?: string | undefined };

const joinName = (first: string, last: string) =>
  (isLastNameFirst.test(first + last) ? `${last} ${first}` : `${first} ${last}`).trim();

/**
 * Completes a name from either form. In an update, a part equal to the stored one is no change: clients may send back
 * a whole record with one part edited. Throws `INVALID_INPUT`.
 */
export function resolveName(given: NameInput, current?: PersonName): PersonName {
  const changed = (part: keyof PersonName) => (given[part] === current?.[part] ? undefined : given[part]);
  const [name, first, last] = [changed("name"), changed("firstName"), changed("lastName")];
  const missing = current ? undefined : missingName(given);
  if (missing) throw invalidInput(missing);
  if (current && name === undefined && first === undefined && last === undefined) {
    return { name: current.name, firstName: current.firstName, lastName: current.lastName };
  }
  const renamed = name !== undefined && first === undefined && last === undefined;
  const base = renamed || !current ? splitName(name ?? "") : current;
  const [firstName, lastName] = [first ?? base.firstName, last ?? base.lastName];
  const joined = joinName(firstName, lastName);
  const asGiven = renamed && comma.test(name) ? undefined : name;
  const resolved = { name: asGiven ?? joined, firstName, lastName };
  // Also checks the joined parts, because the indexed search text is limited.
  if (Math.max(resolved.name.length, joined.length) > maxNameLength) {
    // The part that was sent, or the longer of two.
    const field = renamed ? "name" : (first ?? "").length > (last ?? "").length ? "firstName" : "lastName";
    throw invalidInput({
      [field]: [`First and last name together must be at most ${maxNameLength} characters`],
    });
  }
  return resolved;
}

function missingName({ name, firstName, lastName }: NameInput): KnownErrors | undefined {
  if (name !== undefined || (firstName !== undefined && lastName !== undefined)) return undefined;
  if (firstName !== undefined) return { lastName: ["Required with a first name"] };
  if (lastName !== undefined) return { firstName: ["Required with a last name"] };
  return { name: ["Give a name, or a first and a last name"] };
}
