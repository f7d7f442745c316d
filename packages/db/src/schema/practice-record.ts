import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { keyOf, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/** The keys of a row that belongs to a practice, and not to another row of it. */
export const practiceKeys = (table: Record<"practiceId" | "id", AnyPgColumn>) => [
  keyOf(table.practiceId, table.id),
  refersTo(table.practiceId, practice),
];
