import { type Database, prepared, schema } from "@caretype/db";
import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import { findAccount } from "../account/queries.ts";
import { readCareTeam } from "../assignment/find-care-team.ts";
import { DomainError, invalidInput } from "../error/domain-error.ts";
import type { BreakGlassId, PatientId, PracticeId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { decodeCursor, toPage } from "../field/paging.ts";
import type { Permission } from "../permissions.ts";
import type { ProtectedAudit } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import type { Services } from "../services.ts";
import type { BreakGlass, Grant, GrantedPatient, GrantPage, ListGrants } from "./schema.ts";

const { account, breakGlass, membership, patient, practice } = schema;

/** What is done with another practice's patient is in its audit, with that mark. */

const goodForMinutes = 30;
/** The owners hear of it later rather than not at all. */
const mailLifetimeSeconds = 14 * 24 * 60 * 60;

/** In the practice, for as long as a grant is good; and there it is of one patient, whom the query names. */
const whatGrantsAllow: readonly Permission[] = ["patient:read", "patient:read-clinical", "assignment:read"];

const rightOf = (grantId: BreakGlassId) => ({ mark: `break-glass ${grantId}`, permissions: whatGrantsAllow });

type Breaking = {
  db: Database;
  scope: Scope;
  audit: Pick<ProtectedAudit, "inPractice">;
  services: Pick<Services, "mailer">;
};

/**
 * Lets the caller read one patient for half an hour, and has the practice's owners told. Rejects with
 * `SECOND_FACTOR_SETUP_REQUIRED`, with `PATIENT_NOT_FOUND`, also of one who was removed, or with `INVALID_INPUT` where the
 * practice has nobody who could be told.
 */
export async function openToCaller(
  { db, scope, audit, services }: Breaking,
  { patientId, reason }: BreakGlass,
): Promise<Grant> {
  requireSecondFactor(scope);
  const found = await keepPatient(db, patientId);
  if (!found) throw new DomainError("PATIENT_NOT_FOUND");
  const { practiceId, practiceName } = found;
  const id = newId<BreakGlassId>();
  audit.inPractice(practiceId, rightOf(id));
  const [made] = await db
    .insert(breakGlass)
    .values({
      practiceId,
      id,
      patientId,
      reason,
      accountId: scope.accountId,
      expiresAt: sql`now() + make_interval(mins => ${goodForMinutes})`,
    })
    .returning({ createdAt: breakGlass.createdAt, expiresAt: breakGlass.expiresAt });
  if (!made) throw new Error("insert returned no row");
  const { name: staffName } = await findAccount(db, scope.accountId);
  for (const email of await findWhomToTell(db, practiceId)) {
    await services.mailer.send(db, {
      to: email,
      template: "breakGlass",
      data: { practiceName, staffName, patientId, until: made.expiresAt },
      lifetimeSeconds: mailLifetimeSeconds,
    });
  }
  return { id, patientId, practiceId, practiceName, reason, ...made };
}

/** Also where the server leaves it to staff accounts whether they have one. */
function requireSecondFactor({ staffRefusal }: Scope): void {
  if (staffRefusal !== undefined) throw new DomainError(staffRefusal);
}

/** Nobody can erase them until the transaction ends: whoever does so then finds the grant. */
async function keepPatient(db: Database, patientId: PatientId) {
  const [found] = await db
    .select({ practiceId: patient.practiceId, practiceName: practice.name })
    .from(patient)
    .innerJoin(practice, eq(practice.id, patient.practiceId))
    .where(eq(patient.id, patientId))
    .for("key share", { of: patient });
  return found;
}

/**
 * The owners, also those who were deactivated: staff could do that first. Where there is none, all who work there. A
 * look-up for each: joined otherwise, all accounts might be read.
 */
async function findWhomToTell(db: Database, practiceId: PracticeId): Promise<string[]> {
  const theirs = db
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, membership.accountId))
    .limit(1)
    .as("theirs");
  const members = await db
    .select({ email: theirs.email, role: membership.role })
    .from(membership)
    .innerJoinLateral(theirs, sql`true`)
    .where(eq(membership.practiceId, practiceId))
    .orderBy(membership.createdAt, membership.accountId);
  const owners = members.filter(({ role }) => role === "owner");
  const told = owners.length > 0 ? owners : members;
  if (told.length === 0)
    throw invalidInput({ patientId: ["Nobody works in this patient's practice who could be told of it"] });
  return told.map(({ email }) => email);
}

const goodGrant = prepared(["accountId", "patientId"], (db) =>
  db
    .select({
      id: breakGlass.id,
      practiceId: breakGlass.practiceId,
      expiresAt: breakGlass.expiresAt,
    })
    .from(breakGlass)
    .where(
      and(
        eq(breakGlass.accountId, sql.placeholder("accountId")),
        eq(breakGlass.patientId, sql.placeholder("patientId")),
        gt(breakGlass.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(breakGlass.expiresAt))
    .limit(1)
    .prepare("break_glass_good_grant"),
);

/**
 * Rejects with `PATIENT_NOT_FOUND`, after the same one look-up, for an id that is unknown, another practice's, or of a
 * grant that has expired or is somebody else's.
 */
export async function readGrantedPatient(
  { db, scope, audit }: Omit<Breaking, "services">,
  patientId: PatientId,
): Promise<GrantedPatient> {
  requireSecondFactor(scope);
  const [grant] = await goodGrant(db).execute({ accountId: scope.accountId, patientId });
  if (!grant) throw new DomainError("PATIENT_NOT_FOUND");
  const inPractice = audit.inPractice(grant.practiceId, rightOf(grant.id));
  return { ...(await readCareTeam(db, inPractice, patientId)), expiresAt: grant.expiresAt };
}

const ownGrants = prepared(["accountId", "id", "limit"], (db) =>
  db
    .select({
      id: breakGlass.id,
      patientId: breakGlass.patientId,
      practiceId: breakGlass.practiceId,
      practiceName: practice.name,
      reason: breakGlass.reason,
      createdAt: breakGlass.createdAt,
      expiresAt: breakGlass.expiresAt,
    })
    .from(breakGlass)
    .innerJoin(practice, eq(practice.id, breakGlass.practiceId))
    .where(
      and(eq(breakGlass.accountId, sql.placeholder("accountId")), lt(breakGlass.id, sql.placeholder("id"))),
    )
    .orderBy(desc(breakGlass.id))
    .limit(sql.placeholder("limit"))
    .prepare("break_glass_own_grants"),
);

/** The caller's own, the newest first, those that have expired, too. */
export async function listOwnGrants(
  db: Database,
  { accountId }: Scope,
  { cursor, limit }: ListGrants,
): Promise<GrantPage> {
  const { id } = decodeCursor(cursor, "newest");
  const rows = await ownGrants(db).execute({ accountId, id, limit: limit + 1 });
  return toPage(
    rows.map((row) => ({ ...row, updatedAt: row.createdAt })),
    { limit, sort: "newest", item: (row) => row },
  );
}
