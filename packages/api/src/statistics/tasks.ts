import { type Database, prepared } from "@caretype/db";
import { sql } from "drizzle-orm";
import { listPatientPairs } from "../duplicate/list-pairs.ts";
import type { PracticeId } from "../field/ids.ts";
import { countWaitingUploads } from "../import/upload/queries.ts";
import { countInvitations } from "../invitation/queries.ts";
import type { Permission } from "../permissions.ts";
import type { Scope } from "../procedure/scope.ts";
import type { Counts } from "./counts.ts";
import type { Tasks } from "./schema.ts";

export type CountedUnassigned = { patients: number; unassigned: number };

const practiceId = sql.placeholder("practiceId");

/** An assignment's patient exists, so a difference needs no join. Both counts are index-only scans. */
const unassigned = prepared(["practiceId"], (db) =>
  db
    .select({
      patients: sql<number>`patients`,
      unassigned: sql<number>`patients - assigned`,
    })
    .from(
      sql`(
        select (select count(*)::int from patient where practice_id = ${practiceId}) as patients,
          (select count(distinct patient_id)::int from assignment where practice_id = ${practiceId}) as assigned
      ) as counted`,
    )
    .prepare("statistics_unassigned"),
);

export async function countUnassigned(db: Database, practiceId: PracticeId): Promise<CountedUnassigned> {
  const [row] = await unassigned(db).execute({ practiceId });
  return row ?? { patients: 0, unassigned: 0 };
}

export type CountedPairs = NonNullable<Tasks["possibleDuplicates"]>;

/** The largest page, so that the number is that of the list's first page. */
const mostPairs = 200;

export async function countPairs(db: Database, practiceId: PracticeId): Promise<CountedPairs> {
  const { items, nextCursor } = await listPatientPairs(db, { practiceId }, { limit: mostPairs });
  return { pairs: items.length, isComplete: nextCursor === null };
}

/** Counts what the caller may act on or look at. */
export async function findTasks(db: Database, scope: Scope, counts: Counts): Promise<Tasks> {
  const may = (...needed: Permission[]) => needed.every((each) => scope.permissions.has(each));
  const { practiceId } = scope;
  // One after another, as searchers are few.
  const patients = may("patient:read", "assignment:read") ? await counts.unassigned(db, practiceId) : null;
  return {
    unassignedPatients: patients && patients.unassigned,
    possibleDuplicates: may("patient:read") ? await counts.pairs(db, practiceId) : null,
    invitations: may("member:manage") ? await countInvitations(db, scope) : null,
    imports: may("import:run") ? await countWaitingUploads(db, scope) : null,
  };
}
