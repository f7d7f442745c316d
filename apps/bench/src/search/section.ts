import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { createScaleEnvironment, type MeasuredPractice } from "../scale/environment.ts";
import { defineSection, type Goal } from "../section.ts";
import { Times, timeOf, timesOf } from "../statistics.ts";

/** Older results lack the p90. */
const SearchTimes = Times.omit({ p90: true });

const SearchResult = z.object({
  /** The patients of the searched practice. */
  patients: z.int(),
  calls: z.int(),
  rows: z.array(
    z.object({ search: z.string(), isName: z.boolean(), newest: SearchTimes, relevance: SearchTimes }),
  ),
  /** All calls of searches for names together. */
  names: z.object({ newest: SearchTimes, relevance: SearchTimes }),
});
type SearchResult = z.output<typeof SearchResult>;

const sizes = { full: { patients: 200_000, rounds: 150 }, small: { patients: 20_000, rounds: 15 } };
const warmUpRounds = 4;

/** Others' patients are in the same indexes. */
const sizeOf = (patients: number) => ({
  practices: 50,
  patients: patients * 2,
  largestPractice: patients,
  doctors: 200,
  assignments: 0,
  auditEntries: 0,
  seed: 20_260_101,
});

const searches = [
  { search: "a common last name", q: "schwarz", isName: true },
  { search: "the beginning of one", q: "mari", isName: true },
  { search: "two letters", q: "an", isName: true },
  { search: "a rare last name", q: "quisenberry", isName: true },
  { search: "a rare first name", q: "zebulon", isName: true },
  { search: "first and last name", q: "wilhelmina schwarz", isName: true },
  { search: "last name, and the beginning of the first", q: "schwarz, wil", isName: true },
  { search: "an umlaut as two letters", q: "mueller", isName: true },
  { search: "nobody", q: "nosuchname", isName: false },
  { search: "a typing error", q: "quisenbery", isName: false },
  { search: "a date of birth", q: "29.02.1980", isName: false },
  { search: "a name and a date", q: "schwarz 29.02.1980", isName: false },
  { search: "a phone number", q: "+41 79 555 01 99", isName: false },
] as const;

const sorts = ["newest", "relevance"] as const;
type Sort = (typeof sorts)[number];

/** Times searches in one large practice, newest first and best first in turns. */
async function measureSearch(context: BenchContext): Promise<SearchResult> {
  const { patients, rounds } = context.small ? sizes.small : sizes.full;
  const environment = await createScaleEnvironment(sizeOf(patients), context.log);
  try {
    const [practice] = environment.practices.largest;
    if (!practice) throw new Error("There is no practice to measure.");
    return { patients, calls: rounds, ...(await compare(practice, rounds, context.log)) };
  } finally {
    await environment.stop();
  }
}

async function compare({ caller }: MeasuredPractice, rounds: number, log: BenchContext["log"]) {
  const rows = searches.map((search) => ({
    ...search,
    times: { newest: [] as number[], relevance: [] as number[] },
  }));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const { q, times } of rows) {
      // The order alternates, because the second one finds the caches warm.
      for (const sort of round % 2 === 0 ? sorts : sorts.toReversed()) {
        const milliseconds = await timeOf(() => caller.patient.list({ q, sort }));
        if (round >= 0) times[sort].push(milliseconds);
      }
    }
    if (round % 50 === 0) log(`search: round ${round} of ${rounds}`);
  }
  const ofNames = (sort: Sort) => timesOf(rows.flatMap(({ isName, times }) => (isName ? times[sort] : [])));
  return {
    rows: rows.map(({ search, isName, times }) => ({
      search,
      isName,
      newest: timesOf(times.newest),
      relevance: timesOf(times.relevance),
    })),
    names: { newest: ofNames("newest"), relevance: ofNames("relevance") },
  };
}

const maxRatio = 2;

const cells = ({ median, p99 }: Omit<Times, "p90">) => [formatDecimals(median, 2), formatDecimals(p99, 2)];

const renderSearch = ({ patients, calls, rows }: SearchResult) =>
  [
    `Searches of a practice with ${formatInteger(patients)} patients, among as many of others, below HTTP: ${calls} calls each, in ms. The same
search runs newest first and best match first, in turns.`,
    table(
      ["", "newest:", "p99:", "best match:", "p99:", "p99, ratio:"],
      rows.map(({ search, newest, relevance }) => [
        search,
        ...cells(newest),
        ...cells(relevance),
        formatDecimals(relevance.p99 / newest.p99, 2),
      ]),
    ),
  ].join("\n\n");

const searchGoals = ({ patients, names: { newest, relevance } }: SearchResult): Goal[] => [
  {
    goal: `Search for a name among ${formatInteger(patients)} patients, p99: best match first ≤ ${maxRatio} × newest first`,
    measured: `${formatDecimals(relevance.p99 / newest.p99, 2)} × (${formatDecimals(relevance.p99, 1)} ms)`,
    met: relevance.p99 <= maxRatio * newest.p99,
  },
];

export const search = defineSection({
  name: "search",
  title: "Search",
  result: SearchResult,
  measure: measureSearch,
  render: renderSearch,
  goals: searchGoals,
});
