import { createHash, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type {
  AccountId,
  AssignmentId,
  DoctorId,
  NoteKindId,
  NotificationId,
  PatientId,
  RecordId,
  SavedViewId,
  SessionId,
  UnknownId,
} from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { newDoctorRow } from "@caretype/core/people/doctor/queries";
import { newPatientRow } from "@caretype/core/people/patient/queries";
import { createChangePlacer, type Database, newRow, schema } from "@caretype/db";
import { createSoftwarePasskey } from "@caretype/identity/test/software-authenticator";
import { insertLink } from "@caretype/identity/token/queries";
import { insertImport, insertMerge } from "@caretype/test-database";
import { eq, inArray, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { cases } from "./all-cases.ts";
import type { TestApi } from "./api.ts";
import { codeOf, realTime } from "./authenticator.ts";
import { callerByPath } from "./caller.ts";
import { inDays, newPassword } from "./case.ts";
import { invite, makeColleague } from "./colleague.ts";
import { failureOf } from "./failure.ts";
import type {
  Caller,
  Chart,
  Codes,
  Encounters,
  Fixture,
  Notes,
  OnDemandRecords,
  Records,
  Restrictions,
  Schedule,
} from "./fixture-type.ts";
import { newestMail } from "./mails.ts";
import { addPasskey } from "./passkeys.ts";
import { smallTable } from "./small-table.ts";

type Api = TestApi;
type Person = Awaited<ReturnType<Api["signUp"]>>;

/** Data of the fixture's records, which no audit entry may contain. */
export const fixtureSecrets = ["Zelda", "Quux", "zelda@example.org", "+49 30 5550199", "Palpitations"];

const anyVersion = { expectedVersion: "any" } as const;
const zelda = { name: "Zelda Quux", gender: "female" } as const;

/** Builds the rows that the procedures would write. */
function recordRows(scope: Author) {
  const { accountId, practiceId } = scope;
  const owned = { practiceId, createdBy: accountId, name: "Quux Zelda" };
  const contact = { email: "zelda@example.org", phoneNumber: "+49 30 5550199" };
  const newPatient = (more: object = {}) => newPatientRow(scope, { ...zelda, ...more });
  const newDoctor = (more: object = {}) => newDoctorRow(scope, { name: "Quux Zelda", ...more });
  const assign = (patientId: PatientId, doctorId: DoctorId, reasonForVisit: string | null = null) =>
    newRow(schema.assignment, {
      practiceId,
      id: newId<AssignmentId>(),
      assignedBy: accountId,
      patientId,
      doctorId,
      reasonForVisit,
    });
  const patient = newPatient({ ...contact, age: 40 });
  const other = newPatient({ dateOfBirth: "1990-05-05" });
  const [removedPatient, mergedPatient] = [newPatient(), newPatient()];
  const doctor = newDoctor({ specialization: "PED" });
  const [free, removedDoctor] = [newDoctor(), newDoctor()];
  return {
    patient,
    other,
    removedPatient,
    mergedPatient,
    doctor,
    free,
    removedDoctor,
    assignment: assign(patient.id, doctor.id, "Palpitations"),
    blockedAssignment: assign(removedPatient.id, removedDoctor.id),
    removedAssignment: assign(other.id, free.id),
    savedView: newRow(schema.savedView, {
      ...owned,
      id: newId<SavedViewId>(),
      page: "patients",
      filters: { minAge: 65 },
    }),
    noteKind: newRow(schema.noteKind, { ...owned, id: newId<NoteKindId>(), template: "Palpitations" }),
    notification: {
      id: newId<NotificationId>(),
      practiceId,
      accountId,
      kind: "import-failed" as const,
    },
  };
}

/**
 * Writes rows together instead of by twenty calls, because tests create hundreds of fixtures. The audit has no
 * entries about them.
 */
async function createRecords({ database }: Api, owner: Author): Promise<Records> {
  const rows = recordRows(owner);
  const { patient, other, removedPatient, mergedPatient, doctor, free, removedDoctor } = rows;
  const { assignment, blockedAssignment, removedAssignment } = rows;
  const removedAssignments = [blockedAssignment.id, removedAssignment.id];
  const write = async (tx: Database) => {
    await tx.insert(schema.patient).values([patient, other, removedPatient, mergedPatient]);
    await tx.insert(schema.doctor).values([doctor, free, removedDoctor]);
    await tx.insert(schema.assignment).values([assignment, blockedAssignment, removedAssignment]);
    await tx.insert(schema.savedView).values(rows.savedView);
    await tx.insert(schema.noteKind).values(rows.noteKind);
    await tx.insert(schema.notification).values(rows.notification);
    await tx.delete(schema.assignment).where(inArray(schema.assignment.id, removedAssignments));
    await tx.delete(schema.doctor).where(eq(schema.doctor.id, removedDoctor.id));
    await tx.delete(schema.patient).where(inArray(schema.patient.id, [removedPatient.id, mergedPatient.id]));
    return {
      // A removed patient, because an undo audits the records it removes separately.
      importId: await insertImport(tx, owner.accountId, removedPatient.id),
      freeImportId: await insertImport(tx, owner.accountId, other.id),
      usedImportId: await insertImport(tx, owner.accountId, patient.id),
      mergeId: await insertMerge(tx, patient.id, mergedPatient.id),
    };
  };
  const imports = await database.transaction(write, { accountId: owner.accountId });
  return {
    ...imports,
    patient: patient.id,
    other: other.id,
    doctor: doctor.id,
    free: free.id,
    removedPatient: removedPatient.id,
    mergedPatient: mergedPatient.id,
    removedDoctor: removedDoctor.id,
    removedAssignment: removedAssignment.id,
    assignment: assignment.id,
    blockedAssignment: blockedAssignment.id,
    savedView: rows.savedView.id,
    noteKind: rows.noteKind.id,
    notification: rows.notification.id,
  };
}

/** Runs `make` on the first call. Later calls resolve to the same value. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let cached: Promise<Value> | undefined;
  return () => {
    cached ??= make();
    return cached;
  };
}

const sessionOf = async ({ services }: Api, access: string) =>
  (await services.tokens.verifyAccess(access)).sessionId;

async function createSchedule(
  { database, services }: Api,
  caller: Caller,
  { patient, doctor }: Pick<Records, "patient" | "doctor">,
): Promise<Schedule> {
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  await caller.openingHours.set({ doctorId: doctor, ...anyVersion, weekly });
  const visitType = await caller.visitType.create({ name: "Quux Zelda", minutes: 20, bufferAfter: 10 });
  const room = await caller.room.create({ name: "Quux Zelda" });
  const booking = { patientId: patient, doctorId: doctor, visitTypeId: visitType.id, roomId: room.id };
  const appointment = await caller.appointment.book({
    ...booking,
    startsAt: inDays(7),
    reasonForVisit: "Palpitations",
  });
  const { linkAppointment } = await import("@caretype/scheduling/appointment-mail/link-appointment");
  const link = await linkAppointment(database.reader, services.linkTokens, {
    practiceId: (await caller.practice.mine()).id,
    appointmentId: appointment.id,
    email: "zelda@example.org",
  });
  const waiting = await caller.waitlist.add({
    patientId: patient,
    doctorId: doctor,
    visitTypeId: visitType.id,
    note: "Palpitations",
    // No booking of the cases fulfils it.
    firstDay: inDays(29).slice(0, 10),
    lastDay: inDays(30).slice(0, 10),
  });
  const series = { everyWeeks: 2, times: 2, startsAt: inDays(11) };
  const { items } = await caller.appointment.bookSeries({ ...booking, ...series });
  const { id: held } = await caller.appointment.hold({ ...booking, startsAt: inDays(8) });
  // A hold ends after minutes. On a slow machine, it would expire during a test.
  await database.reader.execute(
    sql`update appointment set held_until = now() + interval '1 day' where id = ${held}`,
  );
  return {
    inSeries: items[0]?.id ?? newId(),
    visitType: visitType.id,
    freeVisitType: (await caller.visitType.create({ name: "Quux", minutes: 5, seats: 3 })).id,
    room: room.id,
    freeRoom: (await caller.room.create({ name: "Quux" })).id,
    appointment: appointment.id,
    held,
    link: services.linkTokens.tokenOf(link),
    waiting: waiting.id,
  };
}

/** Moves an appointment to now: events of a visit cannot be recorded before it. */
async function begin(caller: Caller, { appointment: id }: Schedule) {
  const startsAt = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
  await caller.appointment.reschedule({ id, ...anyVersion, startsAt, overrideReason: "Palpitations" });
  return id;
}

async function createCodes(caller: Caller): Promise<Codes> {
  const concepts = [
    { code: "A1", display: "Palpitations", synonyms: ["Heart flutter"] },
    { code: "B2", display: "Quux" },
  ];
  const uri = "http://example.org/codes";
  const { id: finished } = await caller.codes.start({ uri, version: "1" });
  await caller.codes.addConcepts({ id: finished, concepts });
  await caller.codes.finish({ id: finished, concepts: concepts.length });
  const { id: open } = await caller.codes.start({ uri, version: "2" });
  await caller.codes.addConcepts({ id: open, concepts: concepts.slice(1) });
  return { finished, open };
}

async function createEncounters(
  caller: Caller,
  { patient, doctor }: Pick<Records, "patient" | "doctor">,
): Promise<Encounters> {
  const given = { patientId: patient, doctorId: doctor, reason: { text: "Palpitations" } };
  const over = { startedAt: "2026-01-05T09:00:00Z", endedAt: "2026-01-05T09:20:00Z" };
  const finished = await caller.encounter.create({ ...given, ...over, status: "finished" });
  const planned = await caller.encounter.create({ ...given, status: "planned" });
  // The planned one, ordered by when it was written, comes first, whatever both clocks say.
  const startedAt = new Date(Date.now() - 60_000).toISOString();
  const current = await caller.encounter.create({ ...given, startedAt });
  return { planned: planned.id, current: current.id, finished: finished.id };
}

async function createChart(caller: Caller, { patient }: Pick<Records, "patient">): Promise<Chart> {
  const given = { patientId: patient, note: "Palpitations" };
  const condition = await caller.condition.create({ ...given, code: { text: "Quux" } });
  const allergy = await caller.allergy.create({ ...given, substance: { text: "Quux" } });
  const value = { kind: "text", text: "Palpitations" } as const;
  const observation = await caller.observation.create({ ...given, code: { text: "Quux" }, value });
  const medication = await caller.medication.create({ ...given, drug: { text: "Quux" } });
  const immunization = await caller.immunization.create({
    ...given,
    vaccine: { text: "Quux" },
    occurred: "2019-05-28",
  });
  const procedure = await caller.procedure.create({ ...given, code: { text: "Quux" } });
  return {
    condition: condition.id,
    allergy: allergy.id,
    observation: observation.id,
    medication: medication.id,
    immunization: immunization.id,
    procedure: procedure.id,
  };
}

/** Creates a record of each feature on the first call for it, from the feature's own case. */
function makerOf(caller: Caller, records: () => Promise<Fixture>) {
  const recordsByFeature = new Map<string, Promise<UnknownId>>();
  const create = async (feature: string): Promise<UnknownId> => {
    const input = await cases.get(`${feature}.create`)?.input?.(await records());
    return asId(String(Reflect.get(Object(await callerByPath(caller)(`${feature}.create`, input)), "id")));
  };
  return (feature: string) => {
    const record = recordsByFeature.get(feature) ?? create(feature);
    recordsByFeature.set(feature, record);
    return record;
  };
}

async function createFeed(caller: Caller, doctorId: DoctorId) {
  const { id, path } = await caller.calendarFeed.create({ doctorId, showsInitials: true });
  return { id, token: path.replace(/^.*\/|\.ics$/g, "") };
}

function createOnDemand(
  api: Api,
  person: Person,
  records: Pick<Records, "patient" | "other" | "doctor">,
): Omit<OnDemandRecords, "recordOf" | "sampleRecords"> {
  const { caller } = person;
  const schedule = once(() => createSchedule(api, caller, records));
  const encounters = once(() => createEncounters(caller, records));
  return {
    session: once(async () => {
      const id = newId<SessionId>();
      await api.database.reader.insert(schema.session).values({ id, accountId: person.account.id });
      return id;
    }),
    apiKey: once(
      async () => (await caller.apiKey.create({ name: "Zelda Quux", permissions: ["patient:read"] })).id,
    ),
    passkey: once(async () => (await addPasskey(caller, { origin: api.origin })).id),
    schedule,
    chart: once(() => createChart(caller, records)),
    encounters,
    notes: once(async () => createNotes(api, person, { ...records, ...(await encounters()) })),
    moved: once(async () => {
      const given = { patientId: records.other, code: { text: "Quux" } };
      const { id: recordId } = await caller.condition.create(given);
      const move = { recordId, expectedVersion: 1, patientId: records.patient, reason: "Palpitations" };
      await caller.chart.moveRecord(move);
      return recordId;
    }),
    restrictions: once(() => createRestrictions(api, person, records)),
    codes: once(() => createCodes(caller)),
    calendarFeed: once(async () => {
      await schedule();
      return createFeed(caller, records.doctor);
    }),
    // Imported where it is needed: tests of one module load no other.
    upload: once(async () => {
      const { checkedUpload } = await import("@caretype/import/test/uploads");
      return checkedUpload(caller, api.database);
    }),
    emptyUpload: once(async () => (await caller.import.begin(smallTable)).id),
    colleague: once(async () => (await makeColleague(api, person, "viewer")).id),
    invitation: once(() => invite(api, person, { email: `${uuidv7()}@example.net`, role: "viewer" })),
  };
}

async function createRestrictions(
  api: Api,
  person: Person,
  { patient, other }: Pick<Records, "patient" | "other">,
): Promise<Restrictions> {
  const { caller } = person;
  const given = { patientId: patient, code: { text: "Quux" }, note: "Palpitations" };
  const [record, free] = [await caller.condition.create(given), await caller.condition.create(given)];
  const { id: restriction } = await caller.restriction.create({ recordId: record.id });
  const colleague = await makeColleague(api, person, "clinician");
  const closed = await colleague.caller.condition.create({ ...given, patientId: other });
  await colleague.caller.restriction.create({ recordId: closed.id });
  return { restriction, record: record.id, free: free.id, closed: other };
}

async function createNotes(
  api: Api,
  person: Person,
  { patient, current }: Pick<Records, "patient"> & Pick<Encounters, "current">,
): Promise<Notes> {
  const { caller, account } = person;
  const { caller: author, id: authorId } = await makeColleague(api, person, "clinician");
  const link = async (accountId: AccountId) => {
    const { id: doctorId } = await caller.doctor.create({ name: "Quux Zelda" });
    await caller.member.linkDoctor({ accountId, doctorId });
    return doctorId;
  };
  const given = { patientId: patient, encounterId: current, kind: "Quux", text: "Palpitations" };
  const doctors = { author: await link(authorId), signer: await link(account.id) };
  const { id } = await author.noteDraft.create(given);
  const { hash } = await author.noteDraft.review({ id });
  const signed = await author.noteDraft.sign({ id, hash });
  const draft = await caller.noteDraft.create(given);
  return {
    ...doctors,
    signed: signed.id,
    signedHash: (await caller.note.review({ id: signed.id })).hash,
    draft: draft.id,
    draftHash: (await caller.noteDraft.review({ id: draft.id })).hash,
  };
}

/** Removes all patients of the practice, and adds sample data to it. */
function sampleOf(api: Api, { caller }: Person) {
  const emptied = async () => {
    const { items } = await caller.patient.list();
    for (const { id } of items) await caller.patient.remove({ id, unassign: true, ...anyVersion });
  };
  const sampleRecords = once(async () => {
    const { id: practiceId, sampleDataAt } = await caller.practice.mine();
    if (sampleDataAt === null) {
      await emptied();
      await caller.sampleData.add();
    }
    const rows = await api.database.reader.execute<{ id: RecordId }>(sql`
      select id from patient where practice_id = ${practiceId}
      union select id from assignment where practice_id = ${practiceId}
      union select doctor_id from assignment where practice_id = ${practiceId}`);
    return rows.map(({ id }) => id);
  });
  return { emptied, sampleRecords };
}

const newAddress = () => `${uuidv7()}@example.org`;

async function changeEmail(api: Api, { caller, password }: Person, newEmail: string) {
  await caller.account.requestEmailChange({ newEmail, currentPassword: password });
  return (await newestMail(api, newEmail, "confirmEmailChange")).token;
}

/** Tokens of emailed links. */
const linksOf = (api: Api, person: Person) => ({
  mailedToken: async (template: Parameters<Fixture["mailedToken"]>[0]) =>
    (await newestMail(api, person.email, template)).token,
  resetToken: async () => {
    await api.anonymous.account.requestPasswordReset({ email: person.email });
    return (await newestMail(api, person.email, "resetPassword")).token;
  },
  unlockToken: async () => {
    const { linkTokens } = api.services;
    const link = { purpose: "unlock", accountId: person.account.id, lifetimeSeconds: 3_600 } as const;
    return linkTokens.tokenOf(await insertLink(api.database.reader, linkTokens, link));
  },
  emailChangeToken: () => changeEmail(api, person, newAddress()),
  takenAddressToken: async () => {
    const email = newAddress();
    const token = await changeEmail(api, person, email);
    await api.anonymous.account.register({ email, password: newPassword });
    return token;
  },
  registrationToken: async () => {
    const services = { ...api.services, registration: "verified" } as const;
    const email = newAddress();
    await api.callerWith({ services }).account.register({ email, password: newPassword });
    return (await newestMail(api, email)).token;
  },
  receivedInvitation: once(async () =>
    invite(api, await api.signUp(), { email: person.email, role: "owner" }),
  ),
});

/** Answers of passkeys. */
const passkeyProofs = ({ origin }: Api, caller: Caller, loginChallenge: () => Promise<string>) => ({
  newPasskey: async () => {
    const options = await caller.passkey.registrationOptions();
    const { registration: response } = createSoftwarePasskey(options, { origin });
    return { challenge: options.challenge, response, name: "phone" };
  },
  passkeyLogin: async () => {
    const passkey = await addPasskey(caller, { origin });
    const options = await caller.passkey.loginOptions();
    return { challenge: options.challenge, response: passkey.assert(options) };
  },
  passkeyFactor: async () => {
    const passkey = await addPasskey(caller, { origin });
    const challenge = await loginChallenge();
    return { challenge, passkey: passkey.assert(await caller.passkey.assertionOptions({ challenge })) };
  },
  passkeyProof: async () => {
    const passkey = await addPasskey(caller, { origin });
    const options = await caller.passkey.reauthenticationOptions();
    return { challenge: options.challenge, response: passkey.assert(options) };
  },
});

/** Credentials for a second factor or re-authentication. */
function proofsOf(api: Api, { caller, email, password }: Person) {
  const appCode = async () => codeOf((await caller.secondFactor.setUp()).secret, realTime);
  const loginChallenge = async () => {
    const { details } = await failureOf(api.anonymous.account.login({ email, password }));
    return details.secondFactor?.challenge ?? "";
  };
  return {
    ...passkeyProofs(api, caller, loginChallenge),
    loginChallenge,
    loginCode: async () => {
      const codeVerifier = randomBytes(32).toString("base64url");
      const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
      const { code } = await caller.account.createLoginCode({ codeChallenge });
      return { code, codeVerifier };
    },
    appCode,
    addApp: async () => {
      const { recoveryCodes } = await caller.secondFactor.confirm({ code: await appCode() });
      return recoveryCodes[0] ?? "";
    },
  };
}

async function createStaff(api: Api, patient: PatientId) {
  const { account, access, caller } = await api.signUpStaff();
  const { id: practice } = await caller.practice.mine();
  const reason = "Zelda Quux is unconscious";
  const { id: grant } = await caller.staff.breakGlass({ patientId: patient, reason });
  return { id: account.id, access, practice, grant };
}

/** Creates an account that owns a practice with records. */
export async function createFixture(api: Api): Promise<Fixture> {
  const person = await api.signUp();
  const { id: practice } = await person.caller.practice.mine();
  const records = await createRecords(api, {
    accountId: person.account.id,
    practiceId: practice,
    timeZone: null,
  });
  const onDemand = createOnDemand(api, person, records);
  const fixture: Fixture = {
    ...person,
    ...records,
    ...onDemand,
    begun: async () => begin(person.caller, await onDemand.schedule()),
    recordOf: makerOf(person.caller, async () => fixture),
    ...sampleOf(api, person),
    ...linksOf(api, person),
    ...proofsOf(api, person),
    secondOwner: async () => (await makeColleague(api, person, "owner")).id,
    staff: once(() => createStaff(api, records.patient)),
    practice,
    ownSession: await sessionOf(api, person.access),
    createdBefore: await momentAfter(),
  };
  return fixture;
}

/** An instant that is over when this resolves, so that entries of later calls are after it, however fast they are. */
async function momentAfter(): Promise<string> {
  const moment = Date.now() + 1;
  while (Date.now() <= moment) await pause(1);
  return new Date(moment).toISOString();
}

/** Creates a fixture with all on-demand records, so that building inputs changes nothing. */
export async function createFullFixture(api: Api): Promise<Fixture> {
  const fixture = await createFixture(api);
  const { apiKey, calendarFeed, upload, emptyUpload, colleague, invitation, passkey, session } = fixture;
  const { caller, patient, mergedPatient } = fixture;
  // Audit entries do not name the fixture's rows. These calls add some, and one that names only the merged patient.
  await caller.patient.byId({ id: patient });
  await caller.assignment.doctorsOfPatients({ patientIds: [mergedPatient] });
  // In this order: a new passkey ends the other sessions.
  for (const make of [apiKey, calendarFeed, upload, emptyUpload, colleague, invitation, passkey, session])
    await make();
  await createChangePlacer(api.database)();
  return { ...fixture, createdBefore: await momentAfter() };
}

const unknownOf = async () => newId<UnknownId>();

/** Builds a fixture of unknown ids, as a stranger might guess. */
export function createUnknownFixture(api: Api, person: Person): Fixture {
  return {
    ...person,
    recordOf: unknownOf,
    ...unknownRecords(),
    ...linksOf(api, person),
    ...proofsOf(api, person),
    session: unknownOf,
    apiKey: unknownOf,
    passkey: async () => "AAAA",
    schedule: async () => ({
      visitType: newId(),
      freeVisitType: newId(),
      room: newId(),
      freeRoom: newId(),
      appointment: newId(),
      held: newId(),
      inSeries: newId(),
      link: api.services.linkTokens.random(),
      waiting: newId(),
    }),
    chart: async () => ({
      condition: newId(),
      allergy: newId(),
      observation: newId(),
      medication: newId(),
      immunization: newId(),
      procedure: newId(),
    }),
    moved: async () => newId(),
    restrictions: async () => ({
      restriction: newId(),
      record: newId(),
      free: newId(),
      closed: newId(),
    }),
    codes: async () => ({ finished: newId(), open: newId() }),
    encounters: async () => ({ planned: newId(), current: newId(), finished: newId() }),
    notes: async () => ({
      draft: newId(),
      signed: newId(),
      author: newId(),
      signer: newId(),
      draftHash: "0".repeat(64),
      signedHash: "0".repeat(64),
    }),
    calendarFeed: async () => ({ id: newId(), token: api.services.linkTokens.random() }),
    upload: unknownOf,
    emptyUpload: unknownOf,
    emptied: async () => undefined,
    begun: async () => newId(),
    sampleRecords: async () => [],
    colleague: unknownOf,
    invitation: async () => ({ id: newId(), token: api.services.linkTokens.random() }),
    secondOwner: unknownOf,
    staff: () => Promise.reject(new Error("The unknown fixture has no staff account.")),
    practice: newId(),
    ownSession: newId(),
    createdBefore: new Date(Date.now() + 1).toISOString(),
  };
}

const unknownRecords = (): Records => ({
  patient: newId(),
  other: newId(),
  doctor: newId(),
  free: newId(),
  savedView: newId(),
  noteKind: newId(),
  assignment: newId(),
  removedPatient: newId(),
  removedDoctor: newId(),
  removedAssignment: newId(),
  blockedAssignment: newId(),
  mergedPatient: newId(),
  mergeId: newId(),
  importId: newId(),
  freeImportId: newId(),
  usedImportId: newId(),
  notification: newId(),
});
