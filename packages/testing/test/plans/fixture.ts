import { randomUUID } from "node:crypto";
import { appRouter, createCallerFactory, createServices, type Services } from "@caretype/api";
import type { AccountId, DoctorId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, openDatabase } from "@caretype/db";
import { accessTokenFor, fillDatabase } from "@caretype/dev/fill/fill-database";
import { filledCounts, type PlanFixture } from "@caretype/test-api/plan-fixture";
import { createTestDatabase, generousWaits, insertImport, insertMerge } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, vi } from "vitest";
import { serviceSettings } from "../../src/service-settings.ts";
import { makeCalendarFeeds } from "./calendar-feed.ts";
import { makeClinicalRecords } from "./clinical-records.ts";
import { makeCodes } from "./codes.ts";
import { makeDistinct } from "./distinct.ts";
import { makeUploads } from "./import.ts";
import { makeLoginCode, makeLoginFailures } from "./log-in.ts";
import { makeMailedLinks } from "./mailed-links.ts";
import { makeMembers } from "./members.ts";
import { makeNotes } from "./note.ts";
import { makeNoteKinds } from "./note-kind.ts";
import { makeNotifications } from "./notifications.ts";
import { makePasskeys } from "./passkeys.ts";
import { recordStatements } from "./record-statements.ts";
import { required } from "./required.ts";
import { makeRestrictions } from "./restriction.ts";
import { makeSampleData } from "./sample-data.ts";
import { makeSavedViews } from "./saved-view.ts";
import { makeSchedule } from "./schedule.ts";
import { makeSecondFactor } from "./second-factor.ts";
import { makeSessions } from "./session.ts";
import { makeStaff } from "./staff.ts";

const { accounts: _accounts, members: _members, versions: versionsEach, ...size } = filledCounts;
const seed = 20_260_101;

/** Frozen, so that codes of authenticator apps stay valid. */
const now = Date.now();

const settings = {
  ...serviceSettings,
  now: () => now,
  // Sessions are looked up once, before recording starts.
  sessionRecheckMilliseconds: 3_600_000,
};

const createCaller = createCallerFactory(appRouter);
const callerOf = (services: Services, accessToken: string | null) =>
  createCaller({
    services,
    accessToken,
    requestId: randomUUID(),
    address: "127.0.0.1",
    userAgent: null,
    idempotency: null,
    practice: null,
  });

export type Caller = ReturnType<typeof callerOf>;
type Page = { nextCursor: string | null };

/** Returns the cursor of a page in the middle of a long list. */
async function cursorAfter(pages: number, list: (cursor?: string) => Promise<Page>): Promise<string> {
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) cursor = (await list(cursor)).nextCursor ?? undefined;
  if (!cursor) throw new Error("the list is too short to have a page in its middle");
  return cursor;
}

type Sort = keyof PlanFixture["patients"];

async function deepCursors(list: (sort: Sort, cursor?: string) => Promise<Page>) {
  const deep = (sort: Sort) => cursorAfter(5, (cursor) => list(sort, cursor));
  const [newest, oldest, name, updated] = await Promise.all([
    deep("newest"),
    deep("oldest"),
    deep("name"),
    deep("updated"),
  ]);
  return { newest, oldest, name, updated };
}

/** Returns the doctor or patient with the most assignments in the practice: reading all of them would show. */
async function busiest<Of extends DoctorId | PatientId>(
  database: DatabaseHandle,
  practiceId: PracticeId,
  column: "doctor_id" | "patient_id",
) {
  const [row] = await database.reader.execute<{ id: Of }>(sql`
    select ${sql.identifier(column)} as id from assignment where practice_id = ${practiceId}
    group by 1 order by count(*) desc, 1 limit 1`);
  if (!row) throw new Error("the largest practice has no assignments");
  return row.id;
}

async function makeRecords(database: DatabaseHandle, caller: Caller) {
  const { id: practiceId } = await caller.practice.mine();
  const patientId = await busiest<PatientId>(database, practiceId, "patient_id");
  const doctorId = await busiest<DoctorId>(database, practiceId, "doctor_id");
  const { items } = await caller.assignment.list({ patientId, limit: 1 });
  const [assignment] = items;
  if (!assignment) throw new Error("the busiest patient has no assignments");
  const patient = await caller.patient.create({ name: "Quorra Unassigned", gender: "female", age: 40 });
  const doctor = await caller.doctor.create({ name: "Quorra Unassigned" });
  return { assignment, patientId, doctorId, freePatientId: patient.id, freeDoctorId: doctor.id };
}

/** Creates removed records of each kind, and a cursor in the middle. The last pair stays. */
async function makeRemoved(database: DatabaseHandle, caller: Caller) {
  const removeOne = async (isPairKept = false) => {
    const patient = await caller.patient.create({ name: "Quorra Removed", gender: "female" });
    const doctor = await caller.doctor.create({ name: "Quorra Removed" });
    const pair = { patientId: patient.id, doctorId: doctor.id };
    const assignment = await caller.assignment.create(pair);
    await caller.assignment.remove({ id: assignment.id, expectedVersion: 1 });
    if (!isPairKept) {
      await caller.patient.remove({ id: patient.id, expectedVersion: 1 });
      await caller.doctor.remove({ id: doctor.id, expectedVersion: 1 });
    }
    return { ...pair, assignmentId: assignment.id };
  };
  for (let index = 0; index < 15; index++) await removeOne();
  // Records of other practices: reading all of them would show.
  await database.reader.execute(sql`
    insert into removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record)
    select md5(number::text)::uuid, gen_random_uuid(), record_type, version, removed_at, removed_by, record
    from removed_record, generate_series(1, 200) as number`);
  await database.reader.execute(sql`analyze removed_record`);
  const { patientId: mergedId } = await removeOne();
  const { patientId, doctorId } = await removeOne();
  const { assignmentId } = await removeOne(true);
  const { id: togetherId } = await caller.patient.create({ name: "Quorra Together", gender: "female" });
  for (let index = 0; index < 5; index++) {
    const { id } = await caller.doctor.create({ name: "Quorra Together" });
    await caller.assignment.create({ patientId: togetherId, doctorId: id });
  }
  await caller.patient.remove({ id: togetherId, expectedVersion: 1, unassign: true });
  return {
    patientId,
    doctorId,
    assignmentId,
    mergedId,
    togetherId,
    patientCursor: await cursorAfter(2, (cursor) => caller.patient.removed({ cursor, limit: 5 })),
    doctorCursor: await cursorAfter(2, (cursor) => caller.doctor.removed({ cursor, limit: 5 })),
    assignmentCursor: await cursorAfter(2, (cursor) => caller.assignment.removed({ cursor, limit: 5 })),
  };
}

/** Creates more than a page of imports. One of the last two can be undone, and one cannot. */
async function makeImports(
  database: DatabaseHandle,
  {
    accountId,
    freePatientId,
    patientId,
  }: { accountId: AccountId; freePatientId: PatientId; patientId: PatientId },
) {
  for (let index = 0; index < 60; index++) await insertImport(database.reader, accountId, patientId);
  return {
    freeId: await insertImport(database.reader, accountId, freePatientId),
    usedId: await insertImport(database.reader, accountId, patientId),
  };
}

/**
 * Creates an account with few entries in this practice, and many in another at similar times. Most of the month's
 * entries are of other accounts. Otherwise the planner would search all the practice's entries. All are in the last
 * filled month, because recent days may span two months.
 */
async function makeBusyElsewhere(database: DatabaseHandle, { accountId }: { accountId: AccountId }) {
  const [entry] = await database.reader.execute<{ accountId: AccountId }>(sql`
    with ends as (select timestamptz '2025-06-30' as at),
    others as (
      insert into audit_entry (practice_id, at, id, account_id, action, outcome)
      select gen_random_uuid(), ends.at - number * interval '15 seconds', gen_random_uuid(), gen_random_uuid(),
        'patient.byId', 'ok' from ends, generate_series(1, 16000) as number),
    busy as (select gen_random_uuid() as account_id, gen_random_uuid() as elsewhere)
    insert into audit_entry (practice_id, at, id, account_id, action, outcome)
    select case when number % 100 = 0 then membership.practice_id else elsewhere end, ends.at - number * interval '1 minute',
      gen_random_uuid(), busy.account_id, 'patient.byId', 'ok'
    from ends, busy, membership, generate_series(1, 4000) as number where membership.account_id = ${accountId}
    returning account_id as "accountId"`);
  await database.reader.execute(sql`analyze audit_entry`);
  return required(entry?.accountId);
}

/** Gives all accounts ten former names since their entries, one of which is searched for. */
async function makeFormerNames({ reader }: DatabaseHandle) {
  await reader.execute(sql`
    insert into former_name (account_id, until_at, name)
    select id, now() + number * interval '1 day', 'Name ' || number from account, generate_series(1, 10) as number`);
  await reader.execute(sql`analyze former_name`);
}

/**
 * Creates many versions of one record of each kind, among many others. So both indexes have two levels. If one had
 * three and the planner expected one version, it would use the other index and sort.
 */
async function makeVersions(
  database: DatabaseHandle,
  caller: Caller,
  { patientId, doctorId, assignment }: Awaited<ReturnType<typeof makeRecords>>,
) {
  for (let version = 1; version < versionsEach; version++) {
    const note = `note ${version}`;
    await caller.patient.update({ id: patientId, address: note, expectedVersion: "any" });
    await caller.doctor.update({ id: doctorId, contactInfo: note, expectedVersion: "any" });
    await caller.assignment.update({ id: assignment.id, reasonForVisit: note, expectedVersion: "any" });
  }
  await database.reader.execute(sql`
    insert into record_version (practice_id, record_id, version, record_type, valid_from, valid_to, record)
    select practice_id, gen_random_uuid(), version, 'patient', now(), now(), '{}'
    from (select practice_id from patient limit 1000) as other, generate_series(1, 10) as version`);
  await database.reader.execute(sql`analyze record_version, removed_record`);
  const { items, nextCursor } = await caller.patient.history({ id: patientId, limit: 10 });
  return { cursor: required(nextCursor), at: required(items.at(-1)?.changedAt) };
}

/**
 * Creates a filled database, with ids and cursors of its largest practice, and a caller whose statements are
 * recorded.
 */
export async function createFixture() {
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url, ...generousWaits });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });
  const { practices, busiestPatientId } = await fillDatabase(database, { ...size, seed });
  const [largest] = practices;
  if (!largest) throw new Error("no practice");

  const plain = await createServices({ database, settings });
  const recording = recordStatements(database);
  // Otherwise periodic background work would be recorded in a slow call.
  vi.useFakeTimers({ toFake: ["setInterval"] });
  const services = await createServices({ database: recording, settings });
  vi.useRealTimers();
  afterAll(() => Promise.all([plain.close(), services.close()]));

  const accessToken = await accessTokenFor(plain, largest.accountId);
  const owner = callerOf(plain, accessToken);
  await makeFormerNames(database);
  const [email, password] = ["somebody@example.org", "nine lives of a lamp"];
  const somebody = await callerOf(plain, null).account.register({ email, password });
  if (!somebody.tokens) throw new Error("registration gave no tokens");
  const caller = callerOf(services, accessToken);
  await caller.account.me();
  const records = await makeRecords(database, owner);
  await makeDistinct(database, owner, records);
  const removed = await makeRemoved(database, owner);
  await makeSampleData(database);
  const clinical = await makeClinicalRecords(database, { owner, accountId: largest.accountId, ...records });
  return {
    ...records,
    imports: await makeImports(database, { ...records, accountId: largest.accountId }),
    removed,
    sessions: await makeSessions(database, { owner, accountId: largest.accountId }),
    uploads: await makeUploads(database, { owner, accountId: largest.accountId }),
    secondFactor: await makeSecondFactor({
      owner,
      now,
      anonymous: callerOf(plain, null),
      signedIn: (token) => callerOf(plain, token),
    }),
    passkeys: await makePasskeys({
      owner,
      anonymous: callerOf(plain, null),
      signedIn: (token) => callerOf(plain, token),
    }),
    loginFailures: await makeLoginFailures(database),
    loginCode: await makeLoginCode(database, callerOf(plain, somebody.tokens.access)),
    links: await makeMailedLinks({
      database,
      password,
      ownerId: largest.accountId,
      linkTokens: plain.linkTokens,
      somebody: callerOf(plain, somebody.tokens.access),
      anonymous: callerOf(plain, null),
      careful: callerOf({ ...plain, registration: "verified" }, null),
    }),
    members: await makeMembers({
      database,
      owner,
      linkTokens: plain.linkTokens,
      stranger: callerOf(plain, await accessTokenFor(plain, practices[1]?.accountId ?? asId(""))),
    }),
    staff: await makeStaff(database, {
      anonymous: callerOf(plain, null),
      patientId: records.patientId,
      recorded: (token) => callerOf(services, token),
      plain: (token) => callerOf(plain, token),
    }),
    notifications: await makeNotifications(database, owner),
    savedView: await makeSavedViews(database, { owner, accountId: largest.accountId }),
    calendarFeed: await makeCalendarFeeds(database, { ...records, owner, accountId: largest.accountId }),
    schedule: await makeSchedule(database, {
      ...records,
      owner,
      accountId: largest.accountId,
      linkTokens: plain.linkTokens,
    }),
    ...clinical,
    notes: await makeNotes(database, { owner, accountId: largest.accountId }),
    noteKind: await makeNoteKinds(database, { owner, accountId: largest.accountId }),
    codes: await makeCodes(database, { owner, accountId: largest.accountId }),
    restriction: await makeRestrictions(database, {
      owner,
      accountId: largest.accountId,
      patientId: clinical.encounters.patientId,
    }),
    mergeId: await insertMerge(database.reader, records.patientId, removed.mergedId),
    accountId: largest.accountId,
    busiestPatientId,
    busyElsewhereId: await makeBusyElsewhere(database, largest),
    entriesCursor: await cursorAfter(5, (cursor) => owner.audit.list({ cursor })),
    reportCursor: await cursorAfter(5, (cursor) =>
      owner.audit.accessReport({ patientId: busiestPatientId, cursor }),
    ),
    versions: await makeVersions(database, owner, records),
    database,
    recording,
    caller,
    email,
    password,
    refresh: somebody.tokens.refresh,
    patients: await deepCursors((sort, cursor) => owner.patient.list({ sort, cursor, limit: 200 })),
    doctors: await deepCursors((sort, cursor) => owner.doctor.list({ sort, cursor, limit: 200 })),
    assignmentsCursor: await cursorAfter(5, (cursor) => owner.assignment.list({ cursor, limit: 200 })),
  };
}
