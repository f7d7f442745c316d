import { lockCopy } from "@caretype/db";
import { unknownId } from "@caretype/test-api/case";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting } from "@caretype/test-api/waiting";
import { type SQL, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { AccountId, PatientId, PracticeId } from "../../kernel/field/ids.ts";
import { asId, type UnknownId } from "../../kernel/field/ids.ts";

const api = await createTestApi();
const { reader } = api.database;
const any = { expectedVersion: "any" } as const;

async function pair() {
  const signedUp = await api.signUp();
  const { caller } = signedUp;
  const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const doctor = await caller.doctor.create({ name: "Bo Ray" });
  const ids = { patientId: patient.id, doctorId: doctor.id };
  const assignment = await caller.assignment.create({ ...ids, reasonForVisit: "cough" });
  const { id: practiceId } = await caller.practice.mine();
  return { ...signedUp, practiceId, patient, doctor, assignment, ids };
}

const lockOf = (id: PatientId, practiceId: PracticeId) =>
  sql`select from patient where practice_id = ${practiceId} and id = ${id} for update`;

const versionsOf = (id: string) =>
  reader.execute<{ version: number; isGone: boolean; changedBy: AccountId | null }>(sql`
    select version, record is null as "isGone", changed_by as "changedBy" from (
      select record_id, version, record, changed_by from record_version
      union all select record_id, version, record, changed_by from doctor_version
    ) as every where record_id = ${id} order by version`);

describe("restore", () => {
  it("restores each kind of record unchanged, two versions later, and records the gap", async () => {
    const { caller, account, patient, doctor, assignment } = await pair();
    await caller.assignment.remove({ id: assignment.id, expectedVersion: 1 });
    await caller.patient.remove({ id: patient.id, expectedVersion: 1 });
    await caller.doctor.remove({ id: doctor.id, expectedVersion: 1 });
    const asItWas = (record: object) => ({ ...record, version: 3, updatedAt: expect.any(String) });

    const patientAgain = await caller.patient.restore({ id: patient.id });
    expect(patientAgain).toEqual(asItWas(patient));
    expect(patientAgain.updatedAt > patient.updatedAt).toBe(true);
    expect(await caller.patient.byId({ id: patient.id })).toEqual(patientAgain);
    const doctorAgain = await caller.doctor.restore({ id: doctor.id });
    expect(doctorAgain).toEqual(asItWas(doctor));
    const assignmentAgain = await caller.assignment.restore({ id: assignment.id });
    expect(assignmentAgain).toEqual({
      ...asItWas(assignment),
      patient: patientAgain,
      doctor: doctorAgain,
    });
    expect((await caller.patient.list({ q: "ann lee" })).items).toEqual([patientAgain]);
    for (const { id } of [patient, doctor, assignment]) {
      expect(await versionsOf(id)).toEqual([
        { version: 1, isGone: false, changedBy: account.id },
        { version: 2, isGone: true, changedBy: account.id },
      ]);
    }
    expect(await caller.patient.removed()).toEqual({ items: [], nextCursor: null });
    expect(await caller.assignment.removed()).toEqual({ items: [], nextCursor: null });
    expect((await caller.patient.update({ ...any, id: patient.id, phoneNumber: "1" })).version).toBe(4);
  });

  it("leaves no gap and no overlap between versions", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.patient.update({ id, expectedVersion: 1, phoneNumber: "1" });
    for (let round = 0; round < 3; round++) {
      await caller.patient.remove({ id, ...any });
      await caller.patient.restore({ id });
    }
    const rows = await reader.execute<{ from: string; to: string }>(sql`
      select valid_from::text as from, valid_to::text as to from record_version
      where record_id = ${id} order by version`);
    const [now] = await reader.execute<{ from: string; version: number }>(
      sql`select updated_at::text as from, version from patient where id = ${id}`,
    );
    expect(now?.version).toBe(8);
    expect(rows.map(({ to }) => to)).toEqual([...rows.slice(1).map(({ from }) => from), now?.from]);
    for (const { from, to } of rows) expect(from < to).toBe(true);
  });

  it("returns a record that is not removed, and the same error for unknown and foreign ones", async () => {
    const [own, other] = [await pair(), await pair()];
    expect(await own.caller.patient.restore({ id: own.patient.id })).toEqual(own.patient);
    expect(await own.caller.doctor.restore({ id: own.doctor.id })).toEqual(own.doctor);
    expect(await own.caller.assignment.restore({ id: own.assignment.id })).toEqual(own.assignment);
    await own.caller.assignment.remove({ id: own.assignment.id, ...any });
    await own.caller.patient.remove({ id: own.patient.id, ...any });
    const refused = async (code: string, ids: string[], restore: (id: UnknownId) => Promise<unknown>) => {
      for (const id of ids) {
        const error = await failureOf(restore(asId(id)));
        expect([error.code, error.details]).toEqual([code, {}]);
      }
    };
    const ids = [own.patient.id, own.assignment.id, unknownId];
    await refused("PATIENT_NOT_FOUND", ids, (id) => other.caller.patient.restore({ id }));
    await refused("ASSIGNMENT_NOT_FOUND", ids, (id) => other.caller.assignment.restore({ id }));
    // Another kind of record.
    await refused("DOCTOR_NOT_FOUND", ids, (id) => own.caller.doctor.restore({ id }));
    await refused("PATIENT_NOT_FOUND", [own.assignment.id], (id) => own.caller.patient.restore({ id }));
    await refused("ASSIGNMENT_NOT_FOUND", [own.patient.id], (id) => own.caller.assignment.restore({ id }));
    expect((await own.caller.patient.removed()).items).toHaveLength(1);
    expect((await own.caller.assignment.removed()).items).toHaveLength(1);
  });

  it("creates one version in twenty concurrent calls, which all return it", async () => {
    const { caller, patient, doctor, assignment } = await pair();
    await caller.assignment.remove({ id: assignment.id, ...any });
    await caller.patient.remove({ id: patient.id, ...any });
    await caller.doctor.remove({ id: doctor.id, ...any });
    const times = <Answer>(call: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, call));
    const answers = [
      await times(() => caller.patient.restore({ id: patient.id })),
      await times(() => caller.doctor.restore({ id: doctor.id })),
      await times(() => caller.assignment.restore({ id: assignment.id })),
    ];
    for (const all of answers) {
      expect(all[0]?.version).toBe(3);
      expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
    for (const { id } of [patient, doctor, assignment]) expect(await versionsOf(id)).toHaveLength(2);
  });

  it("restores a doctor only for the practice that added them, though all see the removal", async () => {
    const [one, two] = [await api.signUp(), await api.signUp()];
    const { id } = await one.caller.doctor.create({ name: "Shared" });
    await one.caller.doctor.remove({ id, expectedVersion: 1 });
    const { items } = await two.caller.doctor.removed({ limit: 1 });
    expect(items).toMatchObject([{ record: { id, name: "Shared" }, removedBy: one.account.id }]);
    expect((await failureOf(two.caller.doctor.restore({ id }))).code).toBe("DOCTOR_OF_OTHERS");
    expect(await one.caller.doctor.restore({ id })).toMatchObject({ id, version: 3 });
  });
});

describe("a doctor whose licence number or email was taken since", () => {
  it("stays removed, with the reason", async () => {
    const { caller } = await api.signUp();
    const taken = [
      [{ licenseNumber: "R-1" }, "LICENSE_NUMBER_TAKEN"],
      [{ email: "r1@example.org" }, "DOCTOR_EMAIL_TAKEN"],
    ] as const;
    for (const [fields, code] of taken) {
      const { id } = await caller.doctor.create({ name: "First", ...fields });
      await caller.doctor.remove({ id, ...any });
      const second = await caller.doctor.create({ name: "Second", ...fields });
      expect((await failureOf(caller.doctor.restore({ id }))).code).toBe(code);
      expect(await versionsOf(id)).toHaveLength(1);
      await caller.doctor.remove({ id: second.id, ...any });
      expect(await caller.doctor.restore({ id })).toMatchObject({ ...fields, version: 3 });
    }
  });

  it("is restored or replaced in a race, never both", async () => {
    const { caller } = await api.signUp();
    for (let round = 0; round < 10; round++) {
      const licenseNumber = `RACE-${round}`;
      const { id } = await caller.doctor.create({ name: "First", licenseNumber });
      await caller.doctor.remove({ id, ...any });
      const calls = [
        caller.doctor.restore({ id }),
        caller.doctor.create({ name: "Second", licenseNumber }),
        caller.doctor.restore({ id }),
      ];
      const outcome = await tally(calls);
      expect([
        { ok: 2, LICENSE_NUMBER_TAKEN: 1 },
        { ok: 1, LICENSE_NUMBER_TAKEN: 2 },
      ]).toContainEqual(outcome);
      const [row] = await reader.execute(
        sql`select count(*)::int as count from doctor where license_number = ${licenseNumber}`,
      );
      expect(row).toEqual({ count: 1 });
    }
  });
});

describe("two removed doctors with the same licence number and email", () => {
  it("are restored at once: one is refused, with both fields", async () => {
    const { caller } = await api.signUp();
    for (let round = 0; round < 5; round++) {
      const both = { licenseNumber: `TWO-${round}`, email: `two-${round}@example.org` };
      const ids = [];
      for (const name of ["First", "Second"]) {
        const { id } = await caller.doctor.create({ name, ...both });
        await caller.doctor.remove({ id, ...any });
        ids.push(id);
      }
      const calls = ids.map((id) => caller.doctor.restore({ id }));
      const outcomes = await Promise.allSettled(calls);
      const refused = calls.filter((_, at) => outcomes[at]?.status === "rejected");
      expect(refused).toHaveLength(1);
      expect(await failureOf(Promise.all(refused))).toMatchObject({
        code: "LICENSE_NUMBER_TAKEN",
        details: { errors: { licenseNumber: ["Is taken"], email: ["Is taken"] } },
      });
    }
  });
});

describe("an assignment whose patient or doctor is removed, or that exists again", () => {
  it("stays removed, and the blockers are named", async () => {
    const { caller, patient, doctor, assignment, ids } = await pair();
    await caller.assignment.remove({ id: assignment.id, ...any });
    const again = await caller.assignment.create(ids);
    const restore = () => caller.assignment.restore({ id: assignment.id });
    expect(await failureOf(restore())).toMatchObject({
      code: "RESTORE_BLOCKED",
      details: {
        blockedBy: [{ kind: "assignment", id: again.id, label: "Bo Ray" }],
        disclosed: [patient.id, doctor.id],
      },
    });
    await caller.assignment.remove({ id: again.id, ...any });
    await caller.patient.remove({ id: patient.id, ...any });
    await caller.doctor.remove({ id: doctor.id, ...any });
    const blockedBy = [
      { kind: "patient", id: patient.id, label: "Ann Lee" },
      { kind: "doctor", id: doctor.id, label: "Bo Ray" },
    ];
    const disclosed = [patient.id, doctor.id];
    expect((await failureOf(restore())).details).toEqual({ blockedBy, disclosed });
    await caller.patient.restore({ id: patient.id });
    expect((await failureOf(restore())).details).toEqual({ blockedBy: blockedBy.slice(1), disclosed });
    await caller.doctor.restore({ id: doctor.id });
    expect(await restore()).toMatchObject({ id: assignment.id, version: 3, reasonForVisit: "cough" });
  });

  it("locks its doctor before its patient, like the undo of an import", async () => {
    const { caller, practiceId, patient, doctor, assignment } = await pair();
    await caller.assignment.remove({ id: assignment.id, ...any });
    let restoring: Promise<unknown> | undefined;
    await api.database.transaction(async (tx) => {
      await lockCopy(tx, { doctor: doctor.id }, "update");
      restoring = caller.assignment.restore({ id: assignment.id });
      restoring.catch(() => undefined);
      await untilWaiting(api.database, 1);
      await tx.execute(sql`${lockOf(patient.id, practiceId)} nowait`);
    });
    expect(await tally([restoring ?? Promise.reject()])).toEqual({ ok: 1 });
  });

  it("never exists without its patient in a race with the patient's removal", async () => {
    for (let round = 0; round < 10; round++) {
      const { caller, patient, assignment } = await pair();
      await caller.assignment.remove({ id: assignment.id, ...any });
      const outcome = await tally([
        caller.assignment.restore({ id: assignment.id }),
        caller.patient.remove({ id: patient.id, ...any }),
      ]);
      expect([
        { ok: 1, PATIENT_HAS_ASSIGNMENTS: 1 },
        { ok: 1, RESTORE_BLOCKED: 1 },
      ]).toContainEqual(outcome);
    }
  });
});

describe("a waiting restoration of an assignment", () => {
  /** Starts a restoration that waits for the patient's row, and runs `meanwhile` in another transaction. */
  async function restoreAfter(meanwhile: (ids: { assignment: string; practice: string }) => SQL) {
    const { caller, practiceId, patient, assignment } = await pair();
    await caller.assignment.remove({ id: assignment.id, ...any });
    let waiting: Promise<unknown> | undefined;
    await api.database.transaction(async (tx) => {
      await tx.execute(lockOf(patient.id, practiceId));
      waiting = caller.assignment.restore({ id: assignment.id });
      waiting.catch(() => undefined);
      await untilWaiting(api.database, 1);
      await tx.execute(meanwhile({ assignment: assignment.id, practice: practiceId }));
    });
    if (!waiting) throw new Error("never begun");
    return { patient, assignment, answer: waiting };
  }

  it("returns the assignment that another transaction restored", async () => {
    const { answer, assignment } = await restoreAfter(
      (ids) => sql`select restore_record('assignment', ${ids.practice}::uuid, ${ids.assignment}::uuid)`,
    );
    expect(await answer).toMatchObject({ id: assignment.id, version: 3 });
  });

  it("names the patient that another transaction removed", async () => {
    const { answer, patient } = await restoreAfter(
      (ids) => sql`delete from patient where practice_id = ${ids.practice}`,
    );
    expect(await failureOf(answer)).toMatchObject({
      code: "RESTORE_BLOCKED",
      details: { blockedBy: [{ kind: "patient", id: patient.id, label: "Ann Lee" }] },
    });
  });
});

describe("external identifiers", () => {
  it("are restored with the record, and block it while another record has one of them", async () => {
    const { caller } = await api.signUp();
    const { id: practiceId } = await caller.practice.mine();
    const [first, second] = [
      await caller.patient.create({ name: "First", gender: "other" }),
      await caller.patient.create({ name: "Second", gender: "other" }),
    ];
    const identify = (patientId: PatientId, value: string) =>
      reader.execute(sql`
        insert into patient_external_id (practice_id, system, value, patient_id)
        values (${practiceId}, 'test', ${value}, ${patientId})`);
    await identify(first.id, "kept");
    await identify(first.id, "taken");
    await caller.patient.remove({ id: first.id, ...any });
    await identify(second.id, "taken");
    const refused = await failureOf(caller.patient.restore({ id: first.id }));
    expect([refused.code, refused.details]).toEqual([
      "RESTORE_BLOCKED",
      { blockedBy: [{ kind: "patient", id: second.id, label: "Second" }] },
    ]);
    await caller.patient.remove({ id: second.id, ...any });
    await caller.patient.restore({ id: first.id });
    const rows = await reader.execute(sql`
      select value, patient_id from patient_external_id where practice_id = ${practiceId} order by value`);
    expect(rows).toEqual([
      { value: "kept", patient_id: first.id },
      { value: "taken", patient_id: first.id },
    ]);
  });
});

describe("`security definer` functions", () => {
  it("are not executable by everybody", async () => {
    const rows = await reader.execute<{ name: string; grantees: string }>(sql`
      select proname as name, coalesce(proacl::text, 'everybody') as grantees from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace order by proname`);
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["keep_version", "restore_removed"]));
    // `=X/owner` would mean everyone.
    for (const { grantees } of rows) expect(grantees).not.toMatch(/everybody|[{,]=/);
  });

  it("have a fixed search path, so that nobody can substitute a table", async () => {
    const rows = await reader.execute<{ settings: string }>(sql`
      select proconfig::text as settings from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace`);
    expect(rows.length).toBeGreaterThan(2);
    for (const { settings } of rows) expect(settings).toContain('"search_path=public, pg_temp"');
  });
});
