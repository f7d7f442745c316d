const maxBrowserSeconds = 86_400;
const elsewhereSeconds = 1_800;

/** Without TLS, sessions have no cookie and last for days. The page locks anyway. */
export const idleLimitMs = (idleSeconds: number): number =>
  (idleSeconds > maxBrowserSeconds ? elsewhereSeconds : idleSeconds) * 1_000;

const maxWarningMs = 120_000;

type Idle = {
  now: number;
  /** The last activity, in milliseconds since 1970. */
  touchedAt: number;
  /** The idle timeout in milliseconds. */
  limitMs: number;
};

/** Returns whether to wait, warn or lock. `nextMs`: when to check again. */
export function idleState({ now, touchedAt, limitMs }: Idle): {
  is: "used" | "locking" | "over";
  locksAt: number;
  nextMs: number;
} {
  const locksAt = touchedAt + limitMs;
  const leftMs = locksAt - now;
  const warningMs = Math.min(maxWarningMs, limitMs / 5);
  if (leftMs <= 0) return { is: "over", locksAt, nextMs: 0 };
  if (leftMs <= warningMs) return { is: "locking", locksAt, nextMs: leftMs };
  return { is: "used", locksAt, nextMs: leftMs - warningMs };
}

const settledMs = 60_000;

type Activity = { now: number; touchedAt: number; limitMs: number; reported: { touch: number; at: number } };

/**
 * Whether to report the last activity to the server: regularly during work without requests, such as on a long form,
 * and once after it. The session's idle timeout starts at the last report.
 */
export function mustReport({ now, touchedAt, limitMs, reported }: Activity): boolean {
  if (touchedAt <= reported.touch + 1_000) return false;
  return now - touchedAt >= Math.min(settledMs, limitMs / 10) || now - reported.at >= limitMs / 6;
}
