import { z } from "zod";

/** Milliseconds of one call. */
const Times = z.object({ median: z.number(), p99: z.number() });
export type Times = z.output<typeof Times>;

export const SearchResult = z.object({
  /** The patients of the searched practice. */
  patients: z.int(),
  calls: z.int(),
  rows: z.array(z.object({ search: z.string(), isName: z.boolean(), newest: Times, relevance: Times })),
  /** All calls of searches for names together. */
  names: z.object({ newest: Times, relevance: Times }),
});
export type SearchResult = z.output<typeof SearchResult>;
