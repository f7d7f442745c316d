import { type Database, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import type { Blocker } from "../error/domain-error.ts";
import type { Scope } from "../procedure/scope.ts";
import { isMade, type MadeBy } from "./undo-queries.ts";

const { noteDraft, restriction } = schema;

/**
 * Finds the patients with a restricted record of the import. Without the record, nobody knows any more who may read its
 * history.
 */
export async function findRestricted(db: Database, made: MadeBy, limit: number): Promise<Blocker[]> {
  const rows = await db
    .selectDistinct({ id: restriction.patientId })
    .from(restriction)
    .where(and(eq(restriction.practiceId, made.practiceId), isMade(made, sql`${restriction.recordId}`)))
    .orderBy(restriction.patientId)
    .limit(limit);
  return rows.map(({ id }) => ({ kind: "patient", id, label: restrictedSince }));
}

/** Leaves out others' drafts of notes, which only their authors see. */
export async function withoutOthersDrafts(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "accountId" | "practiceId">,
  blockers: readonly Blocker[],
): Promise<Blocker[]> {
  const ids = blockers.filter(({ kind }) => kind === "note").map(({ id }) => id);
  const rows = await db
    .select({ id: sql<string>`${noteDraft.id}` })
    .from(noteDraft)
    .where(
      sql`${noteDraft.practiceId} = ${practiceId} and ${noteDraft.id} = any(${`{${ids.join(",")}}`}::uuid[])
        and ${noteDraft.createdBy} <> ${accountId}`,
    );
  const others = new Set(rows.map(({ id }) => id));
  return blockers.filter(({ id }) => !others.has(id));
}

const restrictedSince = "has records that were restricted since";

const otherKinds: ReadonlySet<Blocker["kind"]> = new Set([
  "appointment",
  "assignment",
  "doctor",
  "merge",
  "patient",
]);

/** Leaves out clinical records, and what says that a patient has some, for callers without `clinical:read`. */
export const withoutClinicalBlockers = <Each extends Pick<Blocker, "kind" | "label">>(
  blockers: readonly Each[],
): Each[] => blockers.filter(({ kind, label }) => otherKinds.has(kind) && label !== restrictedSince);
