import type { EntryDifference } from "./compare-entries.ts";
import { instantText } from "./seal-hash.ts";

/** What is wrong with the audit, and where: in the time of which seal, 0 for before the first one. */
export type AuditFinding =
  | EntryDifference
  /** The time of an entry was changed, so that it is in another place now. `to`: its time now. */
  | { kind: "moved"; seal: number; id: string; to: string }
  | { kind: "added before all seals"; seal: 0; id: string; at: string }
  /** Of a seal with too many differences to name them all. */
  | { kind: "more"; seal: number; changed: number; added: number; missing: number; entries: number }
  /** A column is not of its type (`is`), is none of ours, or is missing (null). */
  | { kind: "table changed"; seal: 0; table: string; column: string; is: string | null }
  /** A seal whose number is none; in the order of the others it has no place. */
  | { kind: "odd number"; seal: 0; number: string }
  | { kind: "seals missing"; seal: number; last: number }
  | { kind: "seal changed"; seal: number }
  | { kind: "seal unlinked"; seal: number; previous: number }
  | { kind: "seal misplaced"; seal: number; from: number; expected: number }
  | { kind: "head missing"; seal: number; last: number }
  | { kind: "head differs"; seal: number; hash: string };

/** A finding in words, in one line. No record's contents are in it. */
export function describeFinding(finding: AuditFinding): string {
  switch (finding.kind) {
    case "changed":
      return `Seal ${finding.seal}: entry ${finding.id} of ${instantText(finding.at)}, now ${inOneLine(finding.action)}, was changed.`;
    case "added":
      return `Seal ${finding.seal}: entry ${finding.id} of ${instantText(finding.at)}, ${inOneLine(finding.action)}, was inserted later.`;
    case "missing":
      return `Seal ${finding.seal}: entry ${finding.id}, number ${finding.place} in it${madeAt(finding.id)}, was deleted.`;
    case "moved":
      return `Seal ${finding.seal}: entry ${finding.id}${madeAt(finding.id)} has another time now, ${finding.to}.`;
    case "added before all seals":
      return `Before the first seal: entry ${finding.id} of ${finding.at} was inserted later.`;
    case "table changed":
      return describeColumn(finding);
    case "odd number":
      return `A seal has the number ${finding.number}, which no seal has.`;
    case "more":
      return describeMany(finding);
    default:
      return describeSeal(finding);
  }
}

/** What somebody has put there could end the line, or steer a terminal. */
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
    : `The table ${table} has a column ${name}, ${inOneLine(is)}, which is not as migrations make it.`;
}

function describeMany({ seal, changed, added, missing, entries }: AuditFinding & { kind: "more" }): string {
  if (missing === entries && added === 0) return `Seal ${seal}: all ${entries} entries were deleted.`;
  const parts = [`${changed} changed`, `${missing} deleted`, `${added} inserted later`];
  return `Seal ${seal}: of ${entries} entries, with those named above, ${parts.join(", ")}.`;
}

type SealFinding = Extract<AuditFinding, { kind: `seal${string}` | `head${string}` }>;

function describeSeal(finding: SealFinding): string {
  switch (finding.kind) {
    case "seals missing":
      return finding.seal === finding.last
        ? `Seal ${finding.seal} is missing, and of its time nothing is known.`
        : `Seals ${finding.seal} to ${finding.last} are missing, and of their time nothing is known.`;
    case "seal changed":
      return `Seal ${finding.seal} was changed: its hash is not that of what it says.`;
    case "seal unlinked":
      return `Seal ${finding.seal} does not follow seal ${finding.previous}: that one, or all up to it, were made anew.`;
    case "seal misplaced":
      return `Seal ${finding.seal} begins at ${instantText(finding.from)}, and the one before ended at ${instantText(finding.expected)}.`;
    case "head missing":
      return `Seal ${finding.seal}, whose hash was given, is missing: the audit was cut off after seal ${finding.last}.`;
    case "head differs":
      return `Seal ${finding.seal} has another hash than was given: it, or some before it, were made anew. It is ${finding.hash}.`;
  }
}

/** Ids of entries are UUIDv7, which begin with the time at which they were made. */
function madeAt(id: string): string {
  if (id[14] !== "7") return "";
  const milliseconds = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return `, made at about ${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
