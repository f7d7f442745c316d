import { DomainError, invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import { knownDialect } from "@caretype/core/kernel/field/dialect";
import type { AccountId, PracticeId } from "@caretype/core/kernel/field/ids";
import { isSame } from "@caretype/core/kernel/field/is-same";
import { newId } from "@caretype/core/kernel/field/new-id";
import { inTimeZone, scheduleZone } from "@caretype/core/kernel/field/time-zone";
import { requireVersion } from "@caretype/core/kernel/field/version";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { redirectMails } from "@caretype/core/mechanisms/mail/recipients";
import { type Database, lockCopy, prepared } from "@caretype/db";
import { membership, practice, sampleData } from "@caretype/db/schema";
import { and, eq, getTableColumns, type Placeholder, type SQL, sql } from "drizzle-orm";
import { announce } from "../session/queries.ts";
import { findRequirement } from "../session/requirement.ts";
import type { Practice, SetHolidays, UpdatePractice } from "./schema.ts";

const ownColumns = getTableColumns(practice);
/**
 * Names the practice explicitly, because Citus cannot look up a practice's rows for each row of a reference table.
 */
const columnsOf = (id: Placeholder | PracticeId) => ({
  ...ownColumns,
  sampleDataAt: sql<string | null>`(
    select sample.added_at from ${sampleData} as sample
    where sample.practice_id = ${id} and sample.removed_at is null
  )`.mapWith(sampleData.addedAt),
});

type PracticeRow = typeof practice.$inferSelect & { sampleDataAt: string | null };

const practiceById = prepared(["id"], (db) =>
  db
    .select(columnsOf(sql.placeholder("id")))
    .from(practice)
    .where(eq(practice.id, sql.placeholder("id"))),
);

/** The context of a member who reads the practice. */
type Reader = { db: Database; scope: Scope; services: Pick<Services, "secondFactor"> };

/** Foreign keys guarantee that the practice of a membership exists, so a missing one is a bug. */
async function toPractice(reader: Reader, row: PracticeRow | undefined): Promise<Practice> {
  const { db, scope, services } = reader;
  if (scope.role === "none") throw new DomainError("PRACTICE_NOT_FOUND");
  if (!row) throw new Error("A membership has no practice");
  const requirement = scope.withheld ? await findRequirement(db, scope, services.secondFactor) : null;
  return viewAs(row, { ...scope, role: scope.role, requirement });
}

/** Returns the practice with the member's role, permissions and open requirement. */
export function viewAs(
  { secondFactorRequiredAt, ...row }: PracticeRow,
  reader: {
    role: Practice["role"];
    permissions: Iterable<string>;
    requirement: Practice["secondFactorRequirement"];
  },
): Practice {
  return {
    ...row,
    // Until 0.1, names were kept in any letter case.
    timeZone: row.timeZone && (scheduleZone(row.timeZone) ?? row.timeZone),
    dialect: knownDialect(row.dialect),
    role: reader.role,
    permissions: [...reader.permissions],
    secondFactor: secondFactorRequiredAt === null ? "optional" : "required",
    secondFactorRequirement: reader.requirement,
  };
}

/** Throws `PRACTICE_NOT_FOUND` if the caller is in no practice. */
export async function findPractice(reader: Reader): Promise<Practice> {
  const [row] = await practiceById(reader.db).execute({ id: reader.scope.practiceId });
  return toPractice(reader, row);
}

type ChangingContext = ChangeContext & Reader;

/**
 * Locks the caller's practice against concurrent changes, and checks the version. New records, for example of
 * an import, do not conflict with the lock.
 * Throws `STALE_VERSION`.
 */
export async function lockOwnPractice(
  ctx: ChangingContext,
  expectedVersion: UpdatePractice["expectedVersion"],
): Promise<{ row: PracticeRow; current: Practice }> {
  const isOwn = eq(practice.id, ctx.scope.practiceId);
  // Locks the practice alone first, because Citus refuses to lock rows of several tables at once.
  await lockCopy(ctx.db, { practice: ctx.scope.practiceId });
  const [row] = await ctx.db.select(columnsOf(ctx.scope.practiceId)).from(practice).where(isOwn);
  const current = await toPractice(ctx, row);
  requireVersion(current, expectedVersion, { kind: "practice" });
  if (!row) throw new Error("A membership has no practice");
  return { row, current };
}

type Changes = Omit<UpdatePractice, "expectedVersion"> & {
  secondFactorGraceDays?: number;
  secondFactorRequiredAt?: SQL | null;
  holidays?: Practice["holidays"];
};

/** Changes a locked practice and increments its version. */
export async function changeOwnPractice(
  ctx: ChangingContext,
  { version, sampleDataAt }: PracticeRow,
  changes: Changes,
): Promise<Practice> {
  const [row] = await ctx.db
    .update(practice)
    .set({ ...changes, updatedAt: sql`now()`, version: version + 1 })
    .where(eq(practice.id, ctx.scope.practiceId))
    .returning(ownColumns);
  return toPractice(ctx, row && { ...row, sampleDataAt });
}

/**
 * Returns a time zone in its usual letter case. Throws `INVALID_INPUT` for one that the database does not know, and for an abbreviation such as `IST`. Node
 * takes it for India, PostgreSQL for Israel, and the schedule's library refuses it.
 */
export async function requireKnownZone(db: Database, sent: string): Promise<string> {
  const timeZone = scheduleZone(sent);
  if (timeZone === null) throw invalidInput({ timeZone: ["Not a time zone, such as Europe/Zurich"] });
  await inTimeZone(() => db.execute(sql`select now() at time zone ${timeZone}`));
  return timeZone;
}

/** Throws `STALE_VERSION`, and `INVALID_INPUT` for an unknown time zone. */
export async function updateOwnPractice(
  ctx: ChangingContext & { services: Services },
  input: UpdatePractice,
): Promise<Practice> {
  const { expectedVersion, ...sent } = input;
  const { row, current } = await lockOwnPractice(ctx, expectedVersion);
  const changes =
    sent.timeZone && sent.timeZone !== current.timeZone
      ? { ...sent, timeZone: await requireKnownZone(ctx.db, sent.timeZone) }
      : sent;
  if (isSame(current, changes)) return unchanged(ctx.audit, current);
  const { timeZone } = changes;
  const isMoved = timeZone !== undefined && timeZone !== current.timeZone;
  const hasNewDialect = changes.dialect !== undefined && changes.dialect !== current.dialect;
  // The callers' cached scopes contain both.
  if (isMoved || hasNewDialect) await announce(ctx.db, { practice: ctx.scope.practiceId });
  const changed = await changeOwnPractice(ctx, row, changes);
  if (current.patientEmails !== changed.patientEmails) await redirectMails(ctx, null);
  return changed;
}

/** Replaces the practice's holidays. Throws `STALE_VERSION`. */
export async function setHolidays(
  ctx: ChangingContext,
  { expectedVersion, holidays: wanted }: SetHolidays,
): Promise<Practice> {
  const { row, current } = await lockOwnPractice(ctx, expectedVersion);
  const holidays = wanted.toSorted((one, other) => one.from.localeCompare(other.from));
  if (!isSame(current, { holidays })) return changeOwnPractice(ctx, row, { holidays });
  return unchanged(ctx.audit, current);
}

/** Notes that the caller opened the practice. Throws `PRACTICE_NOT_FOUND` if they are in none. */
export async function openPractice({ db, scope }: { db: Database; scope: Scope }): Promise<void> {
  const isOwn = and(eq(membership.practiceId, scope.practiceId), eq(membership.accountId, scope.accountId));
  const { count } = await db.update(membership).set({ lastOpenedAt: sql`now()` }).where(isOwn);
  if (count === 0) throw new DomainError("PRACTICE_NOT_FOUND");
}

type NewPractice = { name: string; ownerId: AccountId; timeZone?: string | undefined };

/** Inserts a practice with its first owner. Throws `INVALID_INPUT` for an unknown time zone. */
export async function insertPractice(
  db: Database,
  { name, ownerId, timeZone }: NewPractice,
): Promise<PracticeRow> {
  const zone = timeZone && (await requireKnownZone(db, timeZone));
  const values = { id: newId<PracticeId>(), name, timeZone: zone };
  const row = onlyRow(await db.insert(practice).values(values).returning(ownColumns));
  await db.insert(membership).values({ practiceId: row.id, accountId: ownerId, role: "owner" });
  return { ...row, sampleDataAt: null };
}
