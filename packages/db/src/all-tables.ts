import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";

const require = createRequire(import.meta.url);

let known: readonly PgTable[] | undefined;

/**
 * The tables of each file in `schema`, even those missing in its index. Read on demand: bundles have no such folder.
 */
export function allTables(): readonly PgTable[] {
  known ??= [
    ...new Set(
      globSync("schema/*.ts", { cwd: import.meta.dirname })
        .toSorted()
        .flatMap(tablesIn),
    ),
  ];
  return known;
}

const tablesIn = (file: string): PgTable[] =>
  Object.values<unknown>(require(`./${file}`)).filter((each): each is PgTable => is(each, PgTable));
