import { DomainError } from "../../kernel/error/domain-error.ts";
import { ConcurrencyLimit } from "../../kernel/procedure/concurrency-limit.ts";
import { comparedAtOnce } from "../../people/patient/duplicate/schema.ts";
import { type CachedCounts, cacheCounts } from "./cached-counts.ts";
import { type CountedLoad, countLoad } from "./doctor-load.ts";
import { countGroups } from "./patient-numbers.ts";
import type { PatientGroups } from "./schema.ts";
import { type CountedPairs, type CountedUnassigned, countPairs, countUnassigned } from "./task-counts.ts";

/** Counts over all rows of a practice. A hundred thousand patients take about 50 ms. */
export type Counts = {
  groups: CachedCounts<PatientGroups>;
  load: CachedCounts<CountedLoad>;
  unassigned: CachedCounts<CountedUnassigned>;
  pairs: CachedCounts<CountedPairs>;
  /** For statistics, which take long: one at a time, in turns by practice, so that connections are left for searches. */
  line: Pick<ConcurrencyLimit, "run">;
};

const mostWaiting = 200;

export const createCounts = (): Counts => ({
  groups: cacheCounts({ count: countGroups, rowsOf: ({ patients }) => patients, minimumRows: 20_000 }),
  load: cacheCounts({ count: countLoad, rowsOf: ({ assignments }) => assignments, minimumRows: 100_000 }),
  unassigned: cacheCounts({
    count: countUnassigned,
    rowsOf: ({ patients }) => patients,
    minimumRows: 20_000,
  }),
  // Comparing two hundred patients takes about as long as counting a hundred thousand.
  pairs: cacheCounts({
    count: countPairs,
    rowsOf: ({ isComplete }) => (isComplete ? 0 : comparedAtOnce),
    minimumRows: comparedAtOnce,
  }),
  line: new ConcurrencyLimit({
    places: 1,
    longest: mostWaiting,
    busy: () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 }),
  }),
});
