import type { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { account, breakGlass, mail, membership, session, totpFactor } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { unknownId } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { countLockWaits, earlier, lockRow } from "@caretype/test-database";
import { and, desc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
const reason = "The hospital called: she is unconscious";
const any = { expectedVersion: "any" } as const;

/** Creates a practice with a patient and an assigned doctor. */
async function setUpPractice() {
  const owner = await api.signUp();
  const patient = await owner.caller.patient.create({
    name: "Ann Lee",
    gender: "female",
    medicalHistory: "Asthma",
  });
  const doctor = await owner.caller.doctor.create({ name: "Bo Ray" });
  await owner.caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
  return { owner, patient, doctor, practice: await owner.caller.practice.mine() };
}

/** Returns the break-glass emails to an address, newest first. */
const mailsTo = (email: string) =>
  reader
    .select()
    .from(mail)
    .where(and(eq(mail.recipient, email), eq(mail.template, "breakGlass")))
    .orderBy(desc(mail.id));

/** Calls with a new request id, to find the audit entry. */
function callAs({ access }: { access: string }) {
  const requestId = uuidv7();
  return { requestId, caller: api.callerWith({ accessToken: access, requestId }) };
}

/** Backdates a grant. */
const passTime = (id: string, by: string) =>
  reader.execute(sql`
    update break_glass set created_at = ${earlier("created_at", by)}, expires_at = ${earlier("expires_at", by)}
    where id = ${id}`);

describe("break-glass access", () => {
  it("opens one patient for half an hour, and notifies the owners", async () => {
    const { owner, patient, practice, doctor } = await setUpPractice();
    const [staff, second, clinician] = [await api.signUpStaff(), await api.signUp(), await api.signUp()];
    for (const [{ account: person }, role] of [
      [second, "owner"],
      [clinician, "clinician"],
    ] as const) {
      await reader.insert(membership).values({ practiceId: practice.id, accountId: person.id, role });
    }
    const grant = await staff.caller.staff.breakGlass({ patientId: patient.id, reason: `  ${reason} ` });
    expect(grant).toEqual({
      id: expect.any(String),
      patientId: patient.id,
      practiceId: practice.id,
      practiceName: practice.name,
      reason,
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(grant.expiresAt) - Date.parse(grant.createdAt)).toBe(30 * 60_000);
    for (const { email } of [owner, second]) {
      const [sent, ...others] = await mailsTo(email);
      expect(others).toEqual([]);
      expect(sent).toMatchObject({
        data: {
          practiceName: practice.name,
          staffName: staff.account.name,
          patientId: patient.id,
          until: grant.expiresAt,
        },
      });
    }
    expect(await mailsTo(clinician.email)).toEqual([]);

    const seen = await staff.caller.staff.patient({ patientId: patient.id });
    expect(seen).toEqual({
      patient: await owner.caller.patient.byId({ id: patient.id }),
      patientId: patient.id,
      doctors: [await owner.caller.doctor.byId({ id: doctor.id })],
      chart: await owner.caller.chart.summary({ patientId: patient.id }),
      expiresAt: grant.expiresAt,
    });
    // Includes fields that some roles may not see.
    expect(seen.patient.medicalHistory).toBe("Asthma");
    expect(await staff.caller.staff.grants()).toEqual({ items: [grant], nextCursor: null });
  });

  it("shows what matters in the chart, with what was restricted, to whoever has it, and while it lasts", async () => {
    const { owner, patient } = await setUpPractice();
    const patientId = patient.id;
    await owner.caller.allergy.create({ patientId, substance: { text: "Nuts" } });
    const drug = await owner.caller.medication.create({ patientId, drug: { text: "Methadone" } });
    await owner.caller.restriction.create({ recordId: drug.id });
    const [staff, other] = [await api.signUpStaff(), await api.signUpStaff()];
    const { id } = await staff.caller.staff.breakGlass({ patientId, reason });
    expect((await staff.caller.staff.patient({ patientId })).chart).toMatchObject({
      allergiesKnown: "listed",
      allergies: [{ substance: { text: "Nuts" } }],
      medications: [{ drug: { text: "Methadone" } }],
      isWithheld: false,
    });
    expect((await failureOf(other.caller.staff.patient({ patientId }))).code).toBe("PATIENT_NOT_FOUND");
    await passTime(id, "31 minutes");
    expect((await failureOf(staff.caller.staff.patient({ patientId }))).code).toBe("PATIENT_NOT_FOUND");
  });

  it("is available to staff without a practice, or with a lower role in one", async () => {
    const { patient } = await setUpPractice();
    const patientId = patient.id;
    const staff = await api.signUpStaff();
    const isTheirs = eq(membership.accountId, staff.account.id);
    await reader.update(membership).set({ role: "reception" }).where(isTheirs);
    api.services.principals.forget({ account: staff.account.id });
    await staff.caller.staff.breakGlass({ patientId, reason });
    const read = async () => (await staff.caller.staff.patient({ patientId })).patient.medicalHistory;
    expect(await read()).toBe("Asthma");
    await reader.delete(membership).where(isTheirs);
    api.services.principals.forget({ account: staff.account.id });
    expect(await read()).toBe("Asthma");
    // In their own practice, their role applies.
    const own = await api.signUpStaff();
    const { id } = await own.caller.patient.create({ name: "Cy Own", gender: "male" });
    await own.caller.staff.breakGlass({ patientId: id, reason });
    expect((await own.caller.staff.patient({ patientId: id })).patient).toEqual(
      await own.caller.patient.byId({ id }),
    );
  });

  it("requires a recent second factor, even if the server requires none of staff", async () => {
    const { patient } = await setUpPractice();
    const patientId = patient.id;
    expect(api.services.staffSecondFactor).toBe("optional");
    const staff = await api.signUpStaff();
    const isTheirs = eq(session.accountId, staff.account.id);
    const codeOf = async (call: Promise<unknown>) => {
      api.services.principals.forget({ account: staff.account.id });
      return (await failureOf(call)).code;
    };
    const breakIt = () => staff.caller.staff.breakGlass({ patientId, reason });
    await breakIt();
    await reader.update(session).set({ secondFactorAt: sql`now() - interval '601 seconds'` }).where(isTheirs);
    api.services.principals.forget({ account: staff.account.id });
    expect(await codeOf(breakIt())).toBe("REAUTHENTICATION_REQUIRED");
    // Reading requires a second factor in this session only.
    await staff.caller.staff.patient({ patientId });
    await reader.update(session).set({ secondFactorAt: null }).where(isTheirs);
    api.services.principals.forget({ account: staff.account.id });
    expect(await codeOf(breakIt())).toBe("REAUTHENTICATION_REQUIRED");
    expect(await codeOf(staff.caller.staff.patient({ patientId }))).toBe("REAUTHENTICATION_REQUIRED");
    await reader.delete(totpFactor).where(eq(totpFactor.accountId, staff.account.id));
    api.services.principals.forget({ account: staff.account.id });
    expect(await codeOf(breakIt())).toBe("SECOND_FACTOR_SETUP_REQUIRED");
    expect(await codeOf(staff.caller.staff.patient({ patientId }))).toBe("SECOND_FACTOR_SETUP_REQUIRED");
    expect(await reader.$count(breakGlass, eq(breakGlass.patientId, patientId))).toBe(1);
  });

  it.each([
    ["", 1],
    ["too short", 1],
    ["x".repeat(501), 1],
    ["has a\nline break in it", 1],
    ["\0 is no text at all", 2],
  ])("requires a reason, and rejects %j", async (given) => {
    const { patient } = await setUpPractice();
    const staff = await api.signUpStaff();
    const error = await failureOf(staff.caller.staff.breakGlass({ patientId: patient.id, reason: given }));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", ["reason"]]);
  });

  it("does not find unknown, removed or merged patients", async () => {
    const { owner, patient } = await setUpPractice();
    const [removed, merged] = [
      await owner.caller.patient.create({ name: "Gone", gender: "other" }),
      await owner.caller.patient.create({ name: "Ann Leigh", gender: "female" }),
    ];
    const staff = await api.signUpStaff();
    const open = (patientId: PatientId) => staff.caller.staff.breakGlass({ patientId, reason });
    const read = async (patientId: PatientId) =>
      (await failureOf(staff.caller.staff.patient({ patientId }))).code;
    await open(removed.id);
    await open(merged.id);
    await owner.caller.patient.remove({ id: removed.id, ...any });
    await owner.caller.patient.merge({
      keepId: patient.id,
      mergedId: merged.id,
      ...any,
      mergedExpectedVersion: "any",
    });
    for (const id of [removed.id, merged.id, unknownId]) {
      expect((await failureOf(open(id))).code).toBe("PATIENT_NOT_FOUND");
      expect(await read(id)).toBe("PATIENT_NOT_FOUND");
    }
    // This break-glass access did not open the retained patient.
    expect(await read(patient.id)).toBe("PATIENT_NOT_FOUND");
    await owner.caller.patient.restore({ id: removed.id });
    await staff.caller.staff.patient({ patientId: removed.id });
  });
});

describe("a grant", () => {
  it("expires after half an hour", async () => {
    const { patient } = await setUpPractice();
    const patientId = patient.id;
    const staff = await api.signUpStaff();
    const { id } = await staff.caller.staff.breakGlass({ patientId, reason });
    await passTime(id, "29 minutes 55 seconds");
    await staff.caller.staff.patient({ patientId });
    await passTime(id, "5 seconds");
    expect((await failureOf(staff.caller.staff.patient({ patientId }))).code).toBe("PATIENT_NOT_FOUND");
    // A new grant works, and the expired one stays in the list.
    const next = await staff.caller.staff.breakGlass({ patientId, reason });
    await staff.caller.staff.patient({ patientId });
    const { items } = await staff.caller.staff.grants();
    expect(items.map((grant) => grant.id)).toEqual([next.id, id]);
  });

  it("is valid only for its account and its patient", async () => {
    const { owner, patient } = await setUpPractice();
    const other = await owner.caller.patient.create({ name: "Bea Ito", gender: "female" });
    const [staff, colleague] = [await api.signUpStaff(), await api.signUpStaff()];
    await staff.caller.staff.breakGlass({ patientId: patient.id, reason });
    const refusals = [
      failureOf(colleague.caller.staff.patient({ patientId: patient.id })),
      failureOf(staff.caller.staff.patient({ patientId: other.id })),
      failureOf(staff.caller.staff.patient({ patientId: unknownId })),
    ];
    const [first, ...rest] = (await Promise.all(refusals)).map(({ code, message, details }) => ({
      code,
      message,
      details,
    }));
    expect(first?.code).toBe("PATIENT_NOT_FOUND");
    for (const refusal of rest) expect(refusal).toEqual(first);
    expect((await colleague.caller.staff.grants()).items).toEqual([]);
    expect((await failureOf(owner.caller.staff.patient({ patientId: patient.id }))).code).toBe(
      "PERMISSION_DENIED",
    );
  });

  it("is invalid once the account is no longer staff", async () => {
    const { patient } = await setUpPractice();
    const patientId = patient.id;
    const staff = await api.signUpStaff();
    await staff.caller.staff.breakGlass({ patientId, reason });
    await reader.update(account).set({ isStaff: false }).where(eq(account.id, staff.account.id));
    api.services.principals.forget({ account: staff.account.id });
    expect((await failureOf(staff.caller.staff.patient({ patientId }))).code).toBe("PERMISSION_DENIED");
  });

  it("runs the same statements for unknown and foreign ids and expired grants", async () => {
    const { patient } = await setUpPractice();
    const staff = await api.signUpStaff();
    const { id } = await staff.caller.staff.breakGlass({ patientId: patient.id, reason });
    await passTime(id, "31 minutes");
    const { patient: foreign } = await setUpPractice();
    const statements: string[] = [];
    const { database } = api.services;
    const spied = new Proxy(database.reader, {
      get(target, name) {
        if (typeof name === "string") statements.push(name);
        return Reflect.get(target, name, target);
      },
    });
    const services = { ...api.services, database: { ...database, reader: spied } };
    const caller = api.callerWith({ accessToken: staff.access, services });
    const workOf = async (patientId: PatientId) => {
      statements.length = 0;
      await failureOf(caller.staff.patient({ patientId }));
      return [...statements];
    };
    const unknown = await workOf(unknownId);
    expect(await workOf(foreign.id)).toEqual(unknown);
    expect(await workOf(patient.id)).toEqual(unknown);
  });
});

describe("the practice's audit", () => {
  it("has all of it, marked with the grant, also in the patient's report", async () => {
    const { owner, patient, practice } = await setUpPractice();
    const patientId = patient.id;
    const staff = await api.signUpStaff();
    const broke = callAs(staff);
    const broken = await broke.caller.staff.breakGlass({ patientId, reason });
    const { id } = broken;
    const readIt = callAs(staff);
    await readIt.caller.staff.patient({ patientId });
    const basis = `staff staff:break-glass, break-glass ${id}`;
    for (const { requestId } of [broke, readIt]) {
      expect(await entryOf(reader, requestId)).toMatchObject({
        practiceId: practice.id,
        accountId: staff.account.id,
        outcome: "ok",
        basis,
      });
    }
    const { items } = await owner.caller.audit.accessReport({ patientId, limit: 2 });
    const who = `“${staff.account.name}”`;
    const role = "staff";
    expect(items).toMatchObject([
      {
        action: "staff.patient",
        basis,
        who,
        role,
        what: "Read the patient's record by emergency access",
      },
      {
        action: "staff.breakGlass",
        basis,
        who,
        role,
        what: "Opened the patient's record by emergency access",
      },
    ]);
    const listed = await owner.caller.audit.list({ accountId: staff.account.id });
    expect(listed.items.map(({ what }) => what)).toEqual([
      "Read a patient's record by emergency access",
      "Opened a patient's record by emergency access",
    ]);
    await staff.caller.account.update({ name: "Ann Lee" });
    const { items: grants } = await owner.caller.audit.breakGlass();
    const { createdAt, expiresAt } = broken;
    expect(grants).toEqual([
      {
        id,
        patientId,
        reason,
        createdAt,
        expiresAt,
        accountId: staff.account.id,
        accountName: "Ann Lee",
        accountNameThen: staff.account.name,
      },
    ]);
    expect((await (await setUpPractice()).owner.caller.audit.breakGlass()).items).toEqual([]);
    // The audits of the two practices are separate.
    const own = await staff.caller.audit.list({ accountId: staff.account.id });
    expect(own.items.map(({ action }) => action)).not.toContain("staff.patient");
  });

  it("has a read of a removed patient, but none without a grant", async () => {
    const { owner, patient } = await setUpPractice();
    const gone = await owner.caller.patient.create({ name: "Gone", gender: "other" });
    const staff = await api.signUpStaff();
    const { id } = await staff.caller.staff.breakGlass({ patientId: gone.id, reason });
    await owner.caller.patient.remove({ id: gone.id, ...any });
    await failureOf(staff.caller.staff.patient({ patientId: gone.id }));
    await failureOf(staff.caller.staff.patient({ patientId: patient.id }));
    const { items } = await owner.caller.audit.list({ accountId: staff.account.id });
    expect(items.map(({ action, outcome, basis }) => [action, outcome, basis?.endsWith(id)])).toEqual([
      ["staff.patient", "PATIENT_NOT_FOUND", true],
      ["staff.breakGlass", "ok", true],
    ]);
    // The staff account's own practice has the entry.
    const own = await staff.caller.audit.list({ subjectId: patient.id });
    expect(own.items.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["staff.patient", "PATIENT_NOT_FOUND"],
    ]);
  });

  it("is written together with the grant and the email, or not at all", async () => {
    const { owner, patient } = await setUpPractice();
    const staff = await api.signUpStaff();
    const mailer = { ...api.services.mailer, send: () => Promise.reject(new Error("no room for mails")) };
    const caller = api.callerWith({ accessToken: staff.access, services: { ...api.services, mailer } });
    await failureOf(caller.staff.breakGlass({ patientId: patient.id, reason }));
    expect(await reader.$count(breakGlass, eq(breakGlass.patientId, patient.id))).toBe(0);
    expect((await failureOf(staff.caller.staff.patient({ patientId: patient.id }))).code).toBe(
      "PATIENT_NOT_FOUND",
    );
    // The attempt is recorded.
    const { items } = await owner.caller.audit.list({ accountId: staff.account.id });
    expect(items.map(({ action, outcome }) => [action, outcome])).toEqual([["staff.breakGlass", "INTERNAL"]]);
  });
});

describe("an erasure", () => {
  it("blocks break-glass access, which then finds nobody", async () => {
    const { owner, patient } = await setUpPractice();
    const gone = await owner.caller.patient.create({ name: "Gone", gender: "other" });
    const staff = await api.signUpStaff();
    let waiting: Promise<DomainError> | undefined;
    await api.database.transaction(async (tx) => {
      // Like an erasure, which locks the person first.
      await lockRow(tx, { table: "patient", id: gone.id });
      waiting = failureOf(staff.caller.staff.breakGlass({ patientId: gone.id, reason }));
      await vi.waitFor(async () => expect(await countLockWaits(reader)).toBe(1));
      await tx.execute(sql`delete from patient where id = ${gone.id}`);
    });
    expect((await waiting)?.code).toBe("PATIENT_NOT_FOUND");
    expect(await reader.$count(breakGlass, eq(breakGlass.patientId, gone.id))).toBe(0);
    expect(await mailsTo(owner.email)).toEqual([]);
    await staff.caller.staff.breakGlass({ patientId: patient.id, reason });
  });

  it("leaves no reason of a concurrent break-glass access", async () => {
    const staff = await api.signUpStaff();
    for (let round = 0; round < 5; round++) {
      const { patient, owner } = await setUpPractice();
      const erased = erasePerson(api.database, {
        type: "patient",
        id: patient.id,
        reason: "Request of 3 May",
      });
      const broken = staff.caller.staff.breakGlass({ patientId: patient.id, reason });
      await Promise.allSettled([erased, broken]);
      await erased;
      expect(await reader.$count(breakGlass, eq(breakGlass.patientId, patient.id))).toBe(0);
      expect(await mailsTo(owner.email)).toEqual([]);
    }
  });
});

describe("own grants", () => {
  it("are listed page by page", async () => {
    const { patient } = await setUpPractice();
    const staff = await api.signUpStaff();
    const grants = [];
    for (let count = 0; count < 3; count++) {
      grants.push(await staff.caller.staff.breakGlass({ patientId: patient.id, reason }));
    }
    const first = await staff.caller.staff.grants({ limit: 2 });
    const rest = await staff.caller.staff.grants({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toEqual(grants.toReversed());
    expect(rest.nextCursor).toBeNull();
  });
});
