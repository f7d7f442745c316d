import type { BenchContext } from "../context.ts";
import { betterOf, comparedRows, describeFall, fallsBetween } from "../falls.ts";
import type { Ratio, Section } from "../section.ts";
import type { Stored } from "../store.ts";

type Comparing = Section & { check: NonNullable<Section["check"]> };

export const isComparing = (section: Section): section is Comparing => section.check !== undefined;

/** Compares with what is stored. Resolves to the rows that have fallen by a third, described. */
export async function checkSection(
  section: Comparing,
  { context, stored }: { context: BenchContext; stored: Stored | undefined },
): Promise<string[]> {
  if (!stored) return [`${section.name}: nothing is stored to compare with`];
  if (stored.rough) return [`${section.name}: what is stored is of a small run; store a full one first`];
  const before = stored.baseline ?? section.check.ratios(stored.result);
  const first = section.check.ratios(await section.check.measure(context));
  const compared = comparedRows(before, first);
  if (compared.length === 0) return [`${section.name}: no row is in both results`];
  for (const { row, value } of first) context.log(`${section.name}: ${row}: ${value.toFixed(2)}`);
  const falls = fallsBetween(before, first);
  if (falls.length === 0) {
    context.log(`${section.name}: ${compared.length} rows compared, none has fallen by a third`);
    return [];
  }
  for (const fall of falls) context.log(`${section.name}: measured again: ${describeFall(fall)}`);
  return measureAgain(section, { context, before, fallen: falls.map(({ row }) => row), first });
}

type Again = { context: BenchContext; before: Ratio[]; fallen: string[]; first: Ratio[] };

/** A machine that was busy with something else is given a second chance. */
async function measureAgain(section: Comparing, { context, before, fallen, first }: Again) {
  const second = section.check.ratios(await section.check.measure(context, fallen));
  const better = betterOf(first, second);
  return fallsBetween(before, better).map((fall) => `${section.name}: ${describeFall(fall)}`);
}
