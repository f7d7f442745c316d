import type { EntryDifference } from "./compare-entries.ts";
import { instantText } from "./seal-hash.ts";

/** A problem found in the audit. `seal`: the seal of that time, 0 for before the first one. */
export type AuditFinding =
  | EntryDifference
  /** An entry's time was changed. `to`: its current time. */
  | { kind: "moved"; seal: number; id: string; to: string }
  | { kind: "added before all seals"; seal: 0; id: string; at: string }
  /** A seal with too many differences to list. */
  | { kind: "more"; seal: number; changed: number; added: number; missing: number; entries: number }
  /** A column has another type (`is`), is unknown, or is missing (null). */
  | { kind: "table changed"; seal: 0; table: string; column: string; is: string | null }
  /** A seal with an invalid number. */
  | { kind: "invalid number"; seal: 0; number: string }
  | { kind: "seals missing"; seal: number; last: number }
  | { kind: "seal changed"; seal: number }
  | { kind: "seal unlinked"; seal: number; previous: number }
  | { kind: "seal misplaced"; seal: number; from: number; expected: number }
  | { kind: "head missing"; seal: number; last: number }
  | { kind: "head differs"; seal: number; hash: string }
  /** The given head is in an archive, which ends with the seal `last`. */
  | { kind: "head archived"; seal: number; last: number }
  | ArchiveFinding;

/** A problem with what the database keeps of the archives. `seal`: they come before all seals. */
type ArchiveFinding =
  | { kind: "archives missing"; seal: 0; first: number; last: number }
  | { kind: "archive changed" | "archive unlinked" | "archive unlogged"; seal: 0; archive: number };

/** Describes a finding in one line. Contains no record's contents. */
export function describeFinding(finding: AuditFinding): string {
  switch (finding.kind) {
    case "changed":
      return `Seal ${finding.seal}: entry ${finding.id} of ${instantText(finding.at)}, now ${inOneLine(finding.action)}, was changed.`;
    case "added":
      return `Seal ${finding.seal}: entry ${finding.id} of ${instantText(finding.at)}, ${inOneLine(finding.action)}, was inserted later.`;
    case "missing":
      return `Seal ${finding.seal}: entry ${finding.id}, number ${finding.place} in it${madeAt(finding.id)}, was deleted.`;
    case "moved":
      return `Seal ${finding.seal}: entry ${finding.id}${madeAt(finding.id)} was moved to another time, ${finding.to}.`;
    case "added before all seals":
      return `Before the first seal: entry ${finding.id} of ${finding.at} was inserted later.`;
    case "table changed":
      return describeColumn(finding);
    case "invalid number":
      return `A seal has the invalid number ${finding.number}.`;
    case "more":
      return describeMany(finding);
    case "archives missing":
    case "archive changed":
    case "archive unlinked":
    case "archive unlogged":
      return describeArchive(finding);
    default:
      return describeSeal(finding);
  }
}

function describeArchive(finding: ArchiveFinding): string {
  switch (finding.kind) {
    case "archives missing":
      return `The marks of the archives ${finding.first} to ${finding.last} are missing.`;
    case "archive changed":
      return `The mark of archive ${finding.archive} was changed: its hash does not match its contents.`;
    case "archive unlinked":
      return `The mark of archive ${finding.archive} does not follow the one before, which was replaced.`;
    case "archive unlogged":
      return `The audit has no entry of archive ${finding.archive}: its mark was replaced, or inserted later.`;
  }
}

/** Removes line breaks and terminal control characters, which an attacker could have written. */
const inOneLine = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, "?")
    .slice(0, 100);

function describeColumn({ table, column, is }: AuditFinding & { kind: "table changed" }): string {
  const name = inOneLine(column);
  if (is === null) return `The table ${table} has no column ${name}.`;
  return name === ""
    ? `The table ${table} is ${is}.`
    : `The table ${table} has a column ${name}, ${inOneLine(is)}, which differs from the migrations.`;
}

function describeMany({ seal, changed, added, missing, entries }: AuditFinding & { kind: "more" }): string {
  if (missing === entries && added === 0) return `Seal ${seal}: all ${entries} entries were deleted.`;
  const parts = [`${changed} changed`, `${missing} deleted`, `${added} inserted later`];
  return `Seal ${seal}: of ${entries} entries, ${parts.join(", ")}, including those named above.`;
}

type SealFinding = Extract<AuditFinding, { kind: `seal${string}` | `head${string}` }>;

function describeSeal(finding: SealFinding): string {
  switch (finding.kind) {
    case "seals missing":
      return finding.seal === finding.last
        ? `Seal ${finding.seal} is missing. Its entries cannot be verified.`
        : `Seals ${finding.seal} to ${finding.last} are missing. Their entries cannot be verified.`;
    case "seal changed":
      return `Seal ${finding.seal} was changed: its hash does not match its contents.`;
    case "seal unlinked":
      return `Seal ${finding.seal} does not follow seal ${finding.previous}, which was replaced, possibly with earlier ones.`;
    case "seal misplaced":
      return `Seal ${finding.seal} begins at ${instantText(finding.from)}, but the previous one ended at ${instantText(finding.expected)}.`;
    case "head missing":
      return `Seal ${finding.seal}, whose hash was given, is missing: the audit was truncated after seal ${finding.last}.`;
    case "head differs":
      return `Seal ${finding.seal} does not have the given hash: it, or an earlier one, was replaced. Its hash is ${finding.hash}.`;
    case "head archived":
      return `Seal ${finding.seal}, whose hash was given, is in an archive. Check the file with it (--archive), and the database with a head after seal ${finding.last}.`;
  }
}

/** Entry ids are UUIDv7, which begin with the time of creation. */
function madeAt(id: string): string {
  if (id[14] !== "7") return "";
  const milliseconds = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return `, created at about ${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
