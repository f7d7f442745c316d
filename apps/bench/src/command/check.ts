import type { BenchContext } from "../context.ts";
import { betterOf, commonRows, describeRegression, findRegressions } from "../regressions.ts";
import type { Ratio, Section } from "../section.ts";
import type { Stored } from "../store.ts";

type Comparing = Section & { check: NonNullable<Section["check"]> };

export const isComparing = (section: Section): section is Comparing => section.check !== undefined;

/** Measures again and compares with the stored result. Resolves to descriptions of the rows that fell by a third. */
export async function checkSection(
  section: Comparing,
  { context, stored }: { context: BenchContext; stored: Stored | undefined },
): Promise<string[]> {
  if (!stored) return [`${section.name}: there is no stored result to compare with`];
  if (stored.rough) return [`${section.name}: the stored result is of a small run; store a full one first`];
  const before = stored.baseline ?? section.check.ratios(stored.result);
  const first = section.check.ratios(await section.check.measure(context));
  const compared = commonRows(before, first);
  if (compared.length === 0) return [`${section.name}: the results have no row in common`];
  for (const { row, value } of first) context.log(`${section.name}: ${row}: ${value.toFixed(2)}`);
  const regressions = findRegressions(before, first);
  if (regressions.length === 0) {
    context.log(`${section.name}: compared ${compared.length} rows, none has fallen by a third`);
    return [];
  }
  for (const regression of regressions)
    context.log(`${section.name}: measuring again: ${describeRegression(regression)}`);
  return measureAgain(section, { context, before, regressed: regressions.map(({ row }) => row), first });
}

type Again = { context: BenchContext; before: Ratio[]; regressed: string[]; first: Ratio[] };

/** The machine may have been busy. */
async function measureAgain(section: Comparing, { context, before, regressed, first }: Again) {
  const second = section.check.ratios(await section.check.measure(context, regressed));
  const better = betterOf(first, second);
  return findRegressions(before, better).map(
    (regression) => `${section.name}: ${describeRegression(regression)}`,
  );
}
