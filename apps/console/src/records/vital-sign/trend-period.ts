export const periods = ["quarter", "year", "all"] as const;
export type Period = (typeof periods)[number];

const dayMs = 86_400_000;
const days: Record<Period, number | null> = { quarter: 92, year: 366, all: null };

/** Whole days, so that the same period is read from the cache. */
export function fromOf(period: Period, now: number): string | undefined {
  const count = days[period];
  if (count === null) return undefined;
  return new Date((Math.floor(now / dayMs) - count) * dayMs).toISOString();
}
