import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "./database.ts";
import { knownMigrations, type Migration, moduleOf } from "./read-migrations.ts";

/** The result of `applied_migrations()`, in the order of application. Earlier versions recorded no names. */
export const AppliedMigrations = z
  .array(z.object({ name: z.string().nullish(), hash: z.string(), time: z.number() }))
  .nullable()
  .transform((rows) => rows ?? []);
export type AppliedMigration = z.infer<typeof AppliedMigrations>[number];

/** Earlier contents of migrations, in databases that servers have upgraded since. */
const earlierHashes: Readonly<Record<string, string>> = {
  "0017_find-anybody": "984c49229ddfa9cd37744553732ba39115c1e5188565e29a3749e55b0046eb70",
};

export type Comparison = {
  /** Names of migrations that the database lacks. */
  lacking: string[];
  /** Names of migrations whose content differs from what was applied. */
  changed: string[];
  /** Names of migrations only in the database that no later version can have applied. */
  unknown: string[];
  /** Names of migrations only in the database, all applied after ours: a later version did. */
  later: string[];
};

/**
 * Returns the migration of each entry. One that was generated again for a merge has another name or time, but the
 * same content.
 */
export function matchMigrations(known: readonly Migration[], applied: readonly AppliedMigration[]) {
  const named = applied.map((row) =>
    known.find(({ name, time }) => (row.name ? row.name === name : row.time === time)),
  );
  return applied.map(
    ({ hash }, index) =>
      named[index] ?? known.find((migration) => migration.hash === hash && !named.includes(migration)),
  );
}

/**
 * Compares this version's migrations with those of a database, by name and content, separately for each module. Those
 * of modules that this version lacks are ignored.
 */
export function compareMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): Comparison {
  const compared = [...new Set(["", ...known.map(({ name }) => moduleOf(name))])].map((module) =>
    compareOfModule(
      module,
      known.filter(({ name }) => moduleOf(name) === module),
      applied.filter(({ name }) => moduleOf(name ?? "") === module),
    ),
  );
  const all = (list: keyof Comparison) => compared.flatMap((each) => each[list]);
  return { lacking: all("lacking"), changed: all("changed"), unknown: all("unknown"), later: all("later") };
}

/** A later version applies its own after all of ours, also those generated before. */
function compareOfModule(
  module: string,
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): Comparison {
  const found = matchMigrations(known, applied);
  const lacking = known.filter((migration) => !found.includes(migration)).map(({ name }) => name);
  const newest = found.findLastIndex((migration) => migration !== undefined);
  const hashes = new Set(known.map(({ hash }) => hash));
  // One that was generated again may have been applied in both forms.
  const foreign = applied.filter(({ hash }, index) => found[index] === undefined && !hashes.has(hash));
  // Only for the core's: a server may run on what a later release has applied.
  const unknown =
    lacking.length > 0 || module !== "" ? foreign : foreign.filter((row) => applied.indexOf(row) < newest);
  return {
    lacking,
    changed: applied.flatMap(({ hash }, index) => {
      const { name, hash: own } = found[index] ?? { name: "", hash };
      return hash === own || hash === earlierHashes[name] ? [] : [name];
    }),
    unknown: unknown.map(nameOf),
    later: unknown.length > 0 ? [] : foreign.map(nameOf),
  };
}

const nameOf = ({ name, time }: AppliedMigration) => name ?? `of ${new Date(time).toISOString()}`;

let ours: readonly Migration[] | undefined;

/**
 * Returns the names of this version's migrations that the database lacks, for example after it was replaced by an
 * older copy.
 */
export async function findLackingMigrations(reader: Database): Promise<string[]> {
  ours ??= knownMigrations();
  const [row] = await reader.execute(sql`select applied_migrations() as applied`);
  return compareMigrations(ours, AppliedMigrations.parse(row?.applied)).lacking;
}
