import { type Database, prepared } from "@caretype/db";
import { patient, recordVersion, removedRecord } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { seesEveryChange } from "../patient/queries.ts";
import type { PatientMerge } from "./schema.ts";

const practiceId = sql.placeholder("practiceId");

/**
 * For each version, wherever it is stored now: the number of withheld versions up to it, and whether it is withheld.
 */
const stamps = prepared(["ids", "versions", "practiceId"], (db) =>
  db
    .select({
      id: sql<string>`asked.id`,
      version: sql<number>`asked.version`,
      withheld: sql<number>`coalesce((found.record->>'withheld_versions')::int, 0)`,
      isWithheld: sql<boolean>`found.record->>'shown_at' is not null`,
    })
    .from(sql`unnest(${sql.placeholder("ids")}::uuid[], ${sql.placeholder("versions")}::int[]) as asked (id, version)
      cross join lateral (
        select record from ${recordVersion} as kept
          where kept.practice_id = ${practiceId} and kept.record_id = asked.id and kept.version = asked.version
        union all select record from ${removedRecord} as gone
          where gone.practice_id = ${practiceId} and gone.record_id = asked.id and gone.version = asked.version
        union all select to_jsonb(there) from ${patient} as there
          where there.practice_id = ${practiceId} and there.id = asked.id and there.version = asked.version
      ) as found`),
);

/**
 * Renumbers versions as in the reader's history, which omits withheld changes. A merge without a visible change has
 * no version.
 */
export async function withShownVersions(
  db: Database,
  scope: Scope,
  merges: readonly PatientMerge[],
): Promise<PatientMerge[]> {
  if (seesEveryChange(scope) || merges.length === 0) return [...merges];
  const asked = merges.flatMap(({ keptId, mergedId, keptVersion, undoneVersion, removedVersion }) => [
    { id: keptId, version: keptVersion },
    { id: keptId, version: undoneVersion },
    { id: mergedId, version: removedVersion - 1 },
  ]);
  const known = asked.filter(({ version }) => version !== null);
  const found = await stamps(db).execute({
    practiceId: scope.practiceId,
    ids: `{${known.map(({ id }) => id).join(",")}}`,
    versions: `{${known.map(({ version }) => version).join(",")}}`,
  });
  const byKey = new Map(found.map((stamp) => [`${stamp.id} ${stamp.version}`, stamp]));
  const shown = (id: string, version: number | null): number | null => {
    if (version === null) return null;
    const { withheld = 0, isWithheld = false } = byKey.get(`${id} ${version}`) ?? {};
    return isWithheld ? null : version - withheld;
  };
  const hiddenOf = (id: string, version: number) => byKey.get(`${id} ${version}`)?.withheld ?? 0;
  return merges.map((merge) => ({
    ...merge,
    keptVersion: shown(merge.keptId, merge.keptVersion),
    removedVersion: merge.removedVersion - hiddenOf(merge.mergedId, merge.removedVersion - 1),
    undoneVersion: shown(merge.keptId, merge.undoneVersion),
  }));
}
