import { untried } from "./faults.ts";
import type { Tally } from "./tally.ts";

/** Enough faults for full coverage. Fewer are a rough check. */
export const faultsPerRound = 50;

export type Ending = { seed: number; seconds: number; isInterrupted: boolean };

/** Returns 1 if something was lost or too little was tried, 130 if the run was interrupted, and otherwise 0. */
export function exitCodeOf(tally: Tally, { isInterrupted }: Pick<Ending, "isInterrupted">): number {
  if (tally.problems.length > 0) return 1;
  if (isInterrupted) return 130;
  return tally.faultCount >= faultsPerRound && tally.gaps().length > 0 ? 1 : 0;
}

/** Reports the faults, the acknowledged writes, and losses. */
export function reportOf(tally: Tally, ending: Ending): string {
  const { seed, seconds } = ending;
  return [
    `${counted(tally.faultCount, "fault")} in ${Math.round(seconds)} s, with seed ${seed}`,
    section("Faults", sorted(tally.faults)),
    `Not tried: ${untried(tally.faults).join("; ") || "none"}`,
    section("Promised: acknowledged to a caller", sorted(tally.acknowledged)),
    section("Raced: refused because another caller was first", sorted(tally.refused)),
    section("Not answered", [
      ["calls without an answer", tally.unanswered],
      ["of these took effect, and are accounted for", tally.appliedUnanswered],
      ["answers replayed to retrying callers", tally.replays],
    ]),
    section("Checked", [
      ["snapshots of all records, histories, audit entries and idempotency keys", tally.snapshots],
      ["audit logs that agree with their seals", tally.verifiedAudits],
    ]),
    verdictOf(tally, ending),
  ].join("\n\n");
}

const sorted = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort(([one], [other]) => one.localeCompare(other));

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;

function section(title: string, counts: readonly (readonly [string, number])[]): string {
  const lines = counts.map(([what, times]) => `${String(times).padStart(8)}  ${what}`);
  return [title, ...lines].join("\n");
}

function verdictOf(tally: Tally, { seed, isInterrupted }: Ending): string {
  const { problems } = tally;
  if (problems.length > 0)
    return [`FAILED: ${counted(problems.length, "problem")}. Repeat with --seed ${seed}`, ...problems].join(
      "\n",
    );
  if (isInterrupted) return "Interrupted. Nothing was lost as far as it was checked.";
  const gaps = tally.faultCount >= faultsPerRound ? tally.gaps() : [];
  if (gaps.length > 0) return ["FAILED: too little was tried.", ...gaps].join("\n");
  return "Nothing was lost.";
}
