import type { RouterOutputs } from "@caretype/client";

/** What a field offers, and what happens to other codes. */
export type CodeField = RouterOutputs["codes"]["setField"];
export type CodeEntry = RouterOutputs["codes"]["byCode"];
/** A version of a code system or value set. */
export type Terminology = RouterOutputs["codes"]["start"];
