import { instantText } from "./seal-hash.ts";

/** The details of each kind of problem, besides the seal. */
type Findings = {
  changed: { id: string; at: number; action: string };
  added: { id: string; at: number; action: string };
  /** `place`: position in the seal. A leaf contains no time, but our ids contain it approximately. */
  missing: { id: string; place: number };
  /** An entry's time was changed. `to`: its current time. */
  moved: { id: string; to: string };
  "added before all seals": { id: string; at: string };
  /** A seal with too many differences to list. */
  more: { changed: number; added: number; missing: number; entries: number };
  /** A column has another type (`is`), is unknown, or is missing (null). */
  "table changed": { table: string; column: string; is: string | null };
  /** A seal with an invalid number. */
  "invalid number": { number: string };
  "seals missing": { last: number };
  "seal changed": object;
  "seal unlinked": { previous: number };
  "seal misplaced": { from: number; expected: number };
  "head missing": { last: number };
  "head differs": { hash: string };
  /** The given head is in an archive, which ends with the seal `last`. */
  "head archived": { last: number };
  // Problems of archive marks come before all seals.
  "archives missing": { first: number; last: number };
  "archive changed": { archive: number };
  "archive unlinked": { archive: number };
  "archive unlogged": { archive: number };
};

/** A problem found in the audit. `seal`: the seal of that time, 0 before the first one. */
export type AuditFinding<Kind extends keyof Findings = keyof Findings> = {
  [Each in Kind]: { kind: Each; seal: number } & Findings[Each];
}[Kind];

/** A difference between entries and seals. */
export type EntryDifference = AuditFinding<"changed" | "added" | "missing">;

const descriptions: { [Kind in keyof Findings]: (finding: AuditFinding<Kind>) => string } = {
  changed: ({ seal, id, at, action }) =>
    `Seal ${seal}: entry ${id} of ${instantText(at)}, now ${inOneLine(action)}, was changed.`,
  added: ({ seal, id, at, action }) =>
    `Seal ${seal}: entry ${id} of ${instantText(at)}, ${inOneLine(action)}, was inserted later.`,
  missing: ({ seal, id, place }) =>
    `Seal ${seal}: entry ${id}, number ${place} in it${madeAt(id)}, was deleted.`,
  moved: ({ seal, id, to }) => `Seal ${seal}: entry ${id}${madeAt(id)} was moved to another time, ${to}.`,
  "added before all seals": ({ id, at }) => `Before the first seal: entry ${id} of ${at} was inserted later.`,
  more: describeMany,
  "table changed": describeColumn,
  "invalid number": ({ number }) => `A seal has the invalid number ${number}.`,
  "seals missing": ({ seal, last }) =>
    seal === last
      ? `Seal ${seal} is missing. Its entries cannot be verified.`
      : `Seals ${seal} to ${last} are missing. Their entries cannot be verified.`,
  "seal changed": ({ seal }) => `Seal ${seal} was changed: its hash does not match its contents.`,
  "seal unlinked": ({ seal, previous }) =>
    `Seal ${seal} does not follow seal ${previous}, which was replaced, possibly with earlier ones.`,
  "seal misplaced": ({ seal, from, expected }) =>
    `Seal ${seal} begins at ${instantText(from)}, but the previous one ended at ${instantText(expected)}.`,
  "head missing": ({ seal, last }) =>
    `Seal ${seal}, whose hash was given, is missing: the audit was truncated after seal ${last}.`,
  "head differs": ({ seal, hash }) =>
    `Seal ${seal} does not have the given hash: it, or an earlier one, was replaced. Its hash is ${hash}.`,
  "head archived": ({ seal, last }) =>
    `Seal ${seal}, whose hash was given, is in an archive. Check the file with it (--archive), and the database with a head after seal ${last}.`,
  "archives missing": ({ first, last }) => `The marks of the archives ${first} to ${last} are missing.`,
  "archive changed": ({ archive }) =>
    `The mark of archive ${archive} was changed: its hash does not match its contents.`,
  "archive unlinked": ({ archive }) =>
    `The mark of archive ${archive} does not follow the one before, which was replaced.`,
  "archive unlogged": ({ archive }) =>
    `The audit has no entry of archive ${archive}: its mark was replaced, or inserted later.`,
};

/** Describes a finding in one line. Contains no record's contents. */
export const describeFinding = <Kind extends keyof Findings>(finding: AuditFinding<Kind>): string =>
  descriptions[finding.kind](finding);

/** Removes line breaks and terminal control characters, which an attacker may have written. */
const inOneLine = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, "?")
    .slice(0, 100);

function describeColumn({ table, column, is }: AuditFinding<"table changed">): string {
  const name = inOneLine(column);
  if (is === null) return `The table ${table} has no column ${name}.`;
  return name === ""
    ? `The table ${table} is ${is}.`
    : `The table ${table} has a column ${name}, ${inOneLine(is)}, which differs from the migrations.`;
}

function describeMany({ seal, changed, added, missing, entries }: AuditFinding<"more">): string {
  if (missing === entries && added === 0) return `Seal ${seal}: all ${entries} entries were deleted.`;
  const parts = [`${changed} changed`, `${missing} deleted`, `${added} inserted later`];
  return `Seal ${seal}: of ${entries} entries, ${parts.join(", ")}, including those named above.`;
}

/** Entry ids are UUIDv7, which begin with the time of creation. */
function madeAt(id: string): string {
  if (id[14] !== "7") return "";
  const milliseconds = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return `, created at about ${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
