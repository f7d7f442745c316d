import { readSummary } from "@caretype/chart/chart/read-summary";
import { insertAccess } from "@caretype/chart/restriction/insert-access";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { BreakGlassId, PatientId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { ProtectedAudit } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { readCareTeam } from "@caretype/core/people/assignment/find-care-team";
import { holdPatient } from "@caretype/core/people/patient/queries";
import { type Database, given, pick, prepared } from "@caretype/db";
import { breakGlass, patient, practice } from "@caretype/db/schema";
import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { BreakGlass, Grant, GrantedPatient, GrantPage, ListGrants } from "./schema.ts";

/** The permissions of a valid grant. The query limits them to one patient. */
const grantPermissions: readonly Permission[] = [
  "patient:read",
  "patient:read-clinical",
  "assignment:read",
  "clinical:read",
];

const accessOf = (grantId: BreakGlassId) => ({
  mark: `break-glass ${grantId}`,
  permissions: grantPermissions,
});

type BreakGlassContext = {
  db: Database;
  scope: Scope;
  audit: Pick<ProtectedAudit, "inPractice">;
  services: Pick<Services, "mailer">;
};

/**
 * Grants the caller read access to one patient for half an hour, and notifies the practice's owners. Throws
 * `SECOND_FACTOR_SETUP_REQUIRED`, `PATIENT_NOT_FOUND`, and `INVALID_INPUT` if there is no one to notify.
 */
export async function breakGlassFor(
  { db, scope, audit, services }: BreakGlassContext,
  { patientId, reason }: BreakGlass,
): Promise<Grant> {
  requireSecondFactor(scope);
  const found = await lockAgainstErasure(db, patientId);
  if (!found) throw new DomainError("PATIENT_NOT_FOUND");
  const { practiceId, practiceName } = found;
  const id = newId<BreakGlassId>();
  audit.inPractice(practiceId, accessOf(id));
  const access = await insertAccess(
    { db, scope, services },
    { ...found, id, patientId, reason, isRestricted: false },
  );
  return { id, patientId, practiceId, practiceName, reason, ...access };
}

/** Applies even if the server does not require a second factor of staff. */
function requireSecondFactor({ staffRefusal }: Scope): void {
  if (staffRefusal !== undefined) throw new DomainError(staffRefusal);
}

/** Finds the patient and blocks an erasure until the transaction ends, which then finds the grant. */
async function lockAgainstErasure(db: Database, patientId: PatientId) {
  const [found] = await db
    .select({ practiceId: patient.practiceId, practiceName: practice.name })
    .from(patient)
    .innerJoin(practice, eq(practice.id, patient.practiceId))
    .where(eq(patient.id, patientId));
  return found && (await holdPatient(db, found, patientId)) ? found : undefined;
}

const validGrant = prepared(["accountId", "patientId"], (db) =>
  db
    .select(pick(breakGlass, "id", "practiceId", "expiresAt"))
    .from(breakGlass)
    .where(and(...given(breakGlass, "accountId", "patientId"), gt(breakGlass.expiresAt, sql`now()`)))
    .orderBy(desc(breakGlass.expiresAt))
    .limit(1),
);

/**
 * Reads a patient by a valid grant of the caller. Throws `PATIENT_NOT_FOUND` after the same single lookup for unknown
 * ids, other practices' patients, and expired or foreign grants.
 */
export async function readGrantedPatient(
  { db, scope, audit }: Omit<BreakGlassContext, "services">,
  patientId: PatientId,
): Promise<GrantedPatient> {
  requireSecondFactor(scope);
  const [grant] = await validGrant(db).execute({ accountId: scope.accountId, patientId });
  if (!grant) throw new DomainError("PATIENT_NOT_FOUND");
  const inPractice = audit.inPractice(grant.practiceId, accessOf(grant.id));
  const careTeam = await readCareTeam(db, inPractice, patientId);
  // The grant also opens restricted records.
  const chart = await readSummary(db, inPractice, patientId);
  return { ...careTeam, chart, expiresAt: grant.expiresAt };
}

const ownGrants = prepared(["accountId", "id", "limit"], (db) =>
  db
    .select({
      ...pick(breakGlass, "id", "patientId", "practiceId"),
      practiceName: practice.name,
      ...pick(breakGlass, "reason", "createdAt", "expiresAt"),
    })
    .from(breakGlass)
    .innerJoin(practice, eq(practice.id, breakGlass.practiceId))
    .where(
      and(eq(breakGlass.accountId, sql.placeholder("accountId")), lt(breakGlass.id, sql.placeholder("id"))),
    )
    .orderBy(desc(breakGlass.id))
    .limit(sql.placeholder("limit")),
);

/** Lists the caller's grants, newest first, including expired ones. */
export const listOwnGrants = (db: Database, { accountId }: Scope, input: ListGrants): Promise<GrantPage> =>
  pageById(input, (place) => ownGrants(db).execute({ accountId, ...place }));
