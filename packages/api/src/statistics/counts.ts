import { type CountedLoad, countLoad } from "./doctor-load.ts";
import { type KeptCounts, keepCounts } from "./kept-counts.ts";
import { countGroups } from "./patient-numbers.ts";
import type { PatientGroups } from "./schema.ts";

/** What is counted row by row, of all that a practice has: a hundred thousand patients take some 50 ms. */
export type Counts = { groups: KeptCounts<PatientGroups>; load: KeptCounts<CountedLoad> };

export const createCounts = (): Counts => ({
  groups: keepCounts({ count: countGroups, rowsOf: ({ patients }) => patients, many: 20_000 }),
  load: keepCounts({ count: countLoad, rowsOf: ({ assignments }) => assignments, many: 100_000 }),
});
