import { schema } from "@caretype/db";
import { and, desc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { entryOf } from "../../test/audit-entries.ts";
import { failureOf } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";
import { erasePerson } from "../erasure/erase-person.ts";
import type { DomainError } from "../error/domain-error.ts";
import { asId, type PatientId, type UnknownId } from "../field/ids.ts";

const api = await createTestApi();
const { reader } = api.database;
const { account, breakGlass, mail, membership, session, totpFactor } = schema;
const unknownId = asId<UnknownId>("0198c0de-0000-7000-8000-000000000000");
const reason = "The hospital called: she is unconscious";
const any = { expectedVersion: "any" } as const;

/** A practice with a patient whom a doctor treats. */
async function makePractice() {
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

/** What somebody was sent of broken glass, the latest first. */
const mailsTo = (email: string) =>
  reader
    .select()
    .from(mail)
    .where(and(eq(mail.recipient, email), eq(mail.template, "breakGlass")))
    .orderBy(desc(mail.id));

/** Calls with a request id of its own, under which the entry is found. */
function callAs({ access }: { access: string }) {
  const requestId = uuidv7();
  return { requestId, caller: api.callerWith({ accessToken: access, requestId }) };
}

/** As if so much time had gone by since the grant. */
const passTime = (id: string, by: string) =>
  reader.execute(sql`
    update break_glass set created_at = created_at - ${by}::interval, expires_at = expires_at - ${by}::interval
    where id = ${id}`);

describe("breaking the glass", () => {
  it("opens one patient for half an hour, and tells the owners", async () => {
    const { owner, patient, practice, doctor } = await makePractice();
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
      const [told, ...others] = await mailsTo(email);
      expect(others).toEqual([]);
      expect(told).toMatchObject({
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
      expiresAt: grant.expiresAt,
    });
    // Fields that not every role sees are what it is for.
    expect(seen.patient.medicalHistory).toBe("Asthma");
    expect(await staff.caller.staff.grants()).toEqual({ items: [grant], nextCursor: null });
  });

  it("is of who has no practice, too, and of who is a member of one with a lesser role", async () => {
    const { patient } = await makePractice();
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
    // Their own practice's they see by their role, grant or not.
    const own = await api.signUpStaff();
    const { id } = await own.caller.patient.create({ name: "Cy Own", gender: "male" });
    await own.caller.staff.breakGlass({ patientId: id, reason });
    expect((await own.caller.staff.patient({ patientId: id })).patient).toEqual(
      await own.caller.patient.byId({ id }),
    );
  });

  it("needs a second factor, though the server wants none of staff, and one that was just given", async () => {
    const { patient } = await makePractice();
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
    // To read, it is enough that it was given in this session.
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
  ])("wants a reason, and %j is none", async (given) => {
    const { patient } = await makePractice();
    const staff = await api.signUpStaff();
    const error = await failureOf(staff.caller.staff.breakGlass({ patientId: patient.id, reason: given }));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", ["reason"]]);
  });

  it("finds nobody who is unknown, was removed, or was merged into another", async () => {
    const { owner, patient } = await makePractice();
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
    // One who stays was not opened with those.
    expect(await read(patient.id)).toBe("PATIENT_NOT_FOUND");
    await owner.caller.patient.restore({ id: removed.id });
    await staff.caller.staff.patient({ patientId: removed.id });
  });
});

describe("a grant", () => {
  it("is good up to its last second, and not after it", async () => {
    const { patient } = await makePractice();
    const patientId = patient.id;
    const staff = await api.signUpStaff();
    const { id } = await staff.caller.staff.breakGlass({ patientId, reason });
    await passTime(id, "29 minutes 55 seconds");
    await staff.caller.staff.patient({ patientId });
    await passTime(id, "5 seconds");
    expect((await failureOf(staff.caller.staff.patient({ patientId }))).code).toBe("PATIENT_NOT_FOUND");
    // Another one opens anew; and the one that is over stays in the list.
    const next = await staff.caller.staff.breakGlass({ patientId, reason });
    await staff.caller.staff.patient({ patientId });
    const { items } = await staff.caller.staff.grants();
    expect(items.map((grant) => grant.id)).toEqual([next.id, id]);
  });

  it("is its account's alone, of its patient alone", async () => {
    const { owner, patient } = await makePractice();
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

  it("is no good to who is staff no more", async () => {
    const { patient } = await makePractice();
    const patientId = patient.id;
    const staff = await api.signUpStaff();
    await staff.caller.staff.breakGlass({ patientId, reason });
    await reader.update(account).set({ isStaff: false }).where(eq(account.id, staff.account.id));
    api.services.principals.forget({ account: staff.account.id });
    expect((await failureOf(staff.caller.staff.patient({ patientId }))).code).toBe("PERMISSION_DENIED");
  });

  it("does as much work to say no to an unknown id as to another practice's, or to a grant that is over", async () => {
    const { patient } = await makePractice();
    const staff = await api.signUpStaff();
    const { id } = await staff.caller.staff.breakGlass({ patientId: patient.id, reason });
    await passTime(id, "31 minutes");
    const { patient: foreign } = await makePractice();
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
  it("has each of it, marked with the grant, and the report of the patient, too", async () => {
    const { owner, patient, practice } = await makePractice();
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
        what: "Read the patient's record, having broken the glass",
      },
      { action: "staff.breakGlass", basis, who, role, what: "Broke the glass to the patient's record" },
    ]);
    const listed = await owner.caller.audit.list({ accountId: staff.account.id });
    expect(listed.items.map(({ what }) => what)).toEqual([
      "Read a patient's record, having broken the glass",
      "Broke the glass to a patient's record",
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
    expect((await (await makePractice()).owner.caller.audit.breakGlass()).items).toEqual([]);
    // What the staff account does in its own practice is none of theirs, nor the other way round.
    const own = await staff.caller.audit.list({ accountId: staff.account.id });
    expect(own.items.map(({ action }) => action)).not.toContain("staff.patient");
  });

  it("has a reading that came too late for the patient, and none that no grant was for", async () => {
    const { owner, patient } = await makePractice();
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
    // But the staff account's own practice has it.
    const own = await staff.caller.audit.list({ subjectId: patient.id });
    expect(own.items.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["staff.patient", "PATIENT_NOT_FOUND"],
    ]);
  });

  it("and the grant and the mail are written together, or not at all", async () => {
    const { owner, patient } = await makePractice();
    const staff = await api.signUpStaff();
    const mailer = { ...api.services.mailer, send: () => Promise.reject(new Error("no room for mails")) };
    const caller = api.callerWith({ accessToken: staff.access, services: { ...api.services, mailer } });
    await failureOf(caller.staff.breakGlass({ patientId: patient.id, reason }));
    expect(await reader.$count(breakGlass, eq(breakGlass.patientId, patient.id))).toBe(0);
    expect((await failureOf(staff.caller.staff.patient({ patientId: patient.id }))).code).toBe(
      "PATIENT_NOT_FOUND",
    );
    // That it was tried is in it.
    const { items } = await owner.caller.audit.list({ accountId: staff.account.id });
    expect(items.map(({ action, outcome }) => [action, outcome])).toEqual([["staff.breakGlass", "INTERNAL"]]);
  });
});

describe("an erasure", () => {
  it("that is under way is waited for, and then there is nobody to see", async () => {
    const { owner, patient } = await makePractice();
    const gone = await owner.caller.patient.create({ name: "Gone", gender: "other" });
    const staff = await api.signUpStaff();
    let waiting: Promise<DomainError> | undefined;
    await api.database.transaction(async (tx) => {
      // As an erasure does it: first it holds whom it is about.
      await tx.execute(sql`select from patient where id = ${gone.id} for update`);
      waiting = failureOf(staff.caller.staff.breakGlass({ patientId: gone.id, reason }));
      const locked = sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      await vi.waitFor(async () => expect(await reader.execute(locked)).toHaveLength(1));
      await tx.execute(sql`delete from patient where id = ${gone.id}`);
    });
    expect((await waiting)?.code).toBe("PATIENT_NOT_FOUND");
    expect(await reader.$count(breakGlass, eq(breakGlass.patientId, gone.id))).toBe(0);
    expect(await mailsTo(owner.email)).toEqual([]);
    await staff.caller.staff.breakGlass({ patientId: patient.id, reason });
  });

  it("at the same time leaves nothing of why somebody wanted to see the patient", async () => {
    const staff = await api.signUpStaff();
    for (let round = 0; round < 5; round++) {
      const { patient, owner } = await makePractice();
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

describe("one's own grants", () => {
  it("are listed page by page", async () => {
    const { patient } = await makePractice();
    const staff = await api.signUpStaff();
    const made = [];
    for (let count = 0; count < 3; count++) {
      made.push(await staff.caller.staff.breakGlass({ patientId: patient.id, reason }));
    }
    const first = await staff.caller.staff.grants({ limit: 2 });
    const rest = await staff.caller.staff.grants({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toEqual(made.toReversed());
    expect(rest.nextCursor).toBeNull();
  });
});
