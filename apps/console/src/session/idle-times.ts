const longestBrowserSeconds = 86_400;
const elsewhereSeconds = 1_800;

/** The session of a page that came without TLS is in no cookie, and lasts for days: the page locks all the same. */
export const idleLimitMs = (idleSeconds: number): number =>
  (idleSeconds > longestBrowserSeconds ? elsewhereSeconds : idleSeconds) * 1_000;

const longestWarningMs = 120_000;

type Idle = {
  now: number;
  /** When somebody last touched the console. */
  touchedAt: number;
  /** How long nobody may. */
  limitMs: number;
};

/** What is to be done: nothing, say that the page locks, or lock it. `nextMs`: when to ask again. */
export function idleState({ now, touchedAt, limitMs }: Idle): {
  is: "used" | "locking" | "over";
  locksAt: number;
  nextMs: number;
} {
  const locksAt = touchedAt + limitMs;
  const leftMs = locksAt - now;
  const warningMs = Math.min(longestWarningMs, limitMs / 5);
  if (leftMs <= 0) return { is: "over", locksAt, nextMs: 0 };
  if (leftMs <= warningMs) return { is: "locking", locksAt, nextMs: leftMs };
  return { is: "used", locksAt, nextMs: leftMs - warningMs };
}

const settledMs = 60_000;

type Told = { now: number; touchedAt: number; limitMs: number; told: { touch: number; at: number } };

/**
 * Whether the server has to hear of the last touch: now and then while somebody works without a request, such as on a
 * long form, and once they have stopped, as their session ends by that.
 */
export function mustTell({ now, touchedAt, limitMs, told }: Told): boolean {
  if (touchedAt <= told.touch + 1_000) return false;
  return now - touchedAt >= Math.min(settledMs, limitMs / 10) || now - told.at >= limitMs / 6;
}
