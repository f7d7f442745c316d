import { columnsOf, isShown } from "@caretype/chart/clinical/shown";
import { type Blocker, DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, schema } from "@caretype/db";
import { restriction } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { isMade, type MadeBy } from "../queries.ts";

export type Blocked = {
  /** Records that the caller may see. */
  named: readonly Blocker[];
  /** Patients with restricted records of the import. */
  restricted: readonly PatientId[];
};

type Counts = { blockedByTotal: number; blockedElsewhere: boolean };

/** The most blockers in an answer. */
const maxListed = 100;

/** `IMPORT_HAS_CHANGED`, which also keeps the blockers that its answer leaves out. */
export class UndoBlocked extends DomainError {
  readonly blocked: Blocked;

  constructor(blocked: Blocked, counts: Counts, permissions: ReadonlySet<Permission> | undefined) {
    super("IMPORT_HAS_CHANGED", { blockedBy: blockersFor(permissions, blocked, maxListed), ...counts });
    this.blocked = blocked;
  }
}

/**
 * Finds the patients with a restricted record of the import. Without the record, the readers of its history would be
 * unknown.
 */
export async function findRestricted(db: Database, batch: MadeBy, limit: number): Promise<PatientId[]> {
  const rows = await db
    .selectDistinct({ id: restriction.patientId })
    .from(restriction)
    .where(and(eq(restriction.practiceId, batch.practiceId), isMade(batch, sql`${restriction.recordId}`)))
    .orderBy(restriction.patientId)
    .limit(limit);
  return rows.map(({ id }) => id);
}

const ofPatient = "patient:read";
const clinical = "clinical:read";

/** The permission that reveals a blocker of each kind. */
const permissionFor: Record<Blocker["kind"], Permission> = {
  // `fromEntries` loses the names.
  ...(Object.fromEntries(schema.clinicalTypes.map((type) => [type, clinical])) as Record<
    schema.ClinicalType,
    Permission
  >),
  patient: ofPatient,
  merge: ofPatient,
  doctor: "doctor:read",
  appointment: "appointment:read",
  assignment: "assignment:read",
};

/** Returns the blockers that these permissions reveal. Without permissions, all of them. */
export function blockersFor<Named extends Pick<Blocker, "kind">>(
  permissions: ReadonlySet<Permission> | undefined,
  { named, restricted }: { named: readonly Named[]; restricted: readonly PatientId[] },
  limit: number,
): (Named | Blocker)[] {
  const may = (permission: Permission) => permissions?.has(permission) ?? true;
  const since = { kind: "patient", label: "has records that were restricted since" } as const;
  return [
    ...named.filter(({ kind }) => may(permissionFor[kind])),
    ...(may(clinical) ? restricted.map((id) => ({ ...since, id })) : []),
  ].slice(0, limit);
}

/** Leaves out clinical records that are hidden from the reader or gone, and others' drafts of notes. */
export async function withoutWithheld<Named extends Pick<Blocker, "kind" | "id">>(
  db: Database,
  reader: Pick<Scope, "accountId" | "practiceId">,
  blockers: readonly Named[],
): Promise<Named[]> {
  const isClinical = ({ kind }: Named) => permissionFor[kind] === clinical;
  const ids = blockers.filter(isClinical).map(({ id }) => id);
  if (ids.length === 0) return [...blockers];
  const shown = await findShown(db, reader, ids);
  return blockers.filter((blocker) => !isClinical(blocker) || shown.has(blocker.id));
}

async function findShown(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "accountId" | "practiceId">,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const isWanted = sql`practice_id = ${practiceId}::uuid and id = any(${`{${ids.join(",")}}`}::uuid[])`;
  const reader = { practiceId: sql`${practiceId}::uuid`, accountId: sql`${accountId}::uuid` };
  const records = schema.clinicalTypes.map((type) => {
    const columns = columnsOf(type);
    // Each allergy is shown.
    const isOpen = type === "allergy" ? sql`true` : isShown(columns, columns.patientId, reader);
    return sql`select id from ${sql.identifier(type)} where ${isWanted} and ${isOpen}`;
  });
  const drafts = sql`select id from note_draft where ${isWanted} and created_by = ${reader.accountId}`;
  const rows = await db.execute<{ id: string }>(sql.join([...records, drafts], sql` union all `));
  return new Set(rows.map(({ id }) => id));
}
