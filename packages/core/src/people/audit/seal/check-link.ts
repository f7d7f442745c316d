import type { AuditFinding } from "./findings.ts";
import type { StoredSeal } from "./queries.ts";
import { leafBytes, sealHash } from "./seal-hash.ts";

/** The values that the next seal must continue. */
export type Link = { number: number; until: number; hash: Buffer };

export const chainBegin: Link = { number: 0, until: 0, hash: Buffer.alloc(32) };

/** Checks a seal's own hash, and its link to the previous one. */
export function checkLink(seal: StoredSeal, previous: Link): AuditFinding[] {
  const { number, from } = seal;
  const findings: AuditFinding[] = [];
  if (!hasItsHash(seal)) findings.push({ kind: "seal changed", seal: number });
  if (number > previous.number + 1) {
    findings.push({ kind: "seals missing", seal: previous.number + 1, last: number - 1 });
    return findings;
  }
  if (!seal.previousHash.equals(previous.hash))
    findings.push({ kind: "seal unlinked", seal: number, previous: previous.number });
  if (from !== null && from !== previous.until)
    findings.push({ kind: "seal misplaced", seal: number, from, expected: previous.until });
  return findings;
}

function hasItsHash({ from, until, ...seal }: StoredSeal): boolean {
  if (from === null || until === null || from >= until) return false;
  return (
    seal.leaves.length === seal.entries * leafBytes && sealHash({ ...seal, from, until }).equals(seal.hash)
  );
}
