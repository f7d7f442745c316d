import { unknownId } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { today } from "../../kernel/field/day.ts";
import type { PatientId } from "../../kernel/field/ids.ts";
import { asId } from "../../kernel/field/ids.ts";
import { ageOn } from "../../people/patient/rules.ts";
import { eraseRows } from "../removal/erase-rows.ts";

const api = await createTestApi();
const { reader } = api.database;

type SignedUp = Awaited<ReturnType<typeof api.signUp>>;

/** An account in another account's practice. */
async function colleagueOf(owner: SignedUp): Promise<SignedUp> {
  const colleague = await api.signUp();
  await reader.execute(sql`
    update membership set practice_id = (select practice_id from membership where account_id = ${owner.account.id})
    where account_id = ${colleague.account.id}`);
  api.services.principals.forget({ account: colleague.account.id });
  return colleague;
}

const makePatient = ({ caller }: SignedUp) =>
  caller.patient.create({ name: "Ann Lee", gender: "female", medicalHistory: "Asthma" });

describe("history", () => {
  it("lists every version, newest first, with its changes, time and author", async () => {
    const owner = await api.signUp();
    const colleague = await colleagueOf(owner);
    const created = await makePatient(owner);
    const { id } = created;
    const married = await colleague.caller.patient.update({ id, lastName: "Ray", expectedVersion: 1 });
    const moved = await owner.caller.patient.update({ id, address: "1 Main St", expectedVersion: 2 });
    const { items, nextCursor } = await colleague.caller.patient.history({ id });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        version: 3,
        operation: "updated",
        changedAt: moved.updatedAt,
        changedBy: owner.account.id,
        changedByName: owner.account.name,
        record: moved,
        changes: { address: { from: null, to: "1 Main St" } },
      },
      {
        version: 2,
        operation: "updated",
        changedAt: married.updatedAt,
        changedBy: colleague.account.id,
        changedByName: colleague.account.name,
        record: married,
        changes: {
          name: { from: "Ann Lee", to: "Ann Ray" },
          lastName: { from: "Lee", to: "Ray" },
        },
      },
      {
        version: 1,
        operation: "created",
        changedAt: created.createdAt,
        changedBy: owner.account.id,
        changedByName: owner.account.name,
        record: created,
        changes: {
          name: { from: null, to: "Ann Lee" },
          firstName: { from: null, to: "Ann" },
          lastName: { from: null, to: "Lee" },
          gender: { from: null, to: "female" },
          dateOfBirthApproximate: { from: null, to: false },
          medicalHistory: { from: null, to: "Asthma" },
        },
      },
    ]);
  });

  it("lists no version for an update without changes", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    await owner.caller.patient.update({ id, name: "Ann Lee", expectedVersion: 1 });
    expect((await owner.caller.patient.history({ id })).items).toHaveLength(1);
  });

  it("lists a removal and a restoration, and stays readable in between", async () => {
    const owner = await api.signUp();
    const { id, ...created } = await makePatient(owner);
    await owner.caller.patient.remove({ id, expectedVersion: 1 });
    const { items } = await owner.caller.patient.history({ id });
    expect(items.map(({ version, operation, record }) => [version, operation, record])).toEqual([
      [2, "removed", null],
      [1, "created", { id, ...created }],
    ]);
    expect(items[0]).toMatchObject({
      changedBy: owner.account.id,
      changes: { name: { from: "Ann Lee", to: null } },
    });
    const colleague = await colleagueOf(owner);
    await colleague.caller.patient.restore({ id });
    const after = (await owner.caller.patient.history({ id })).items;
    expect(after.slice(1)).toEqual(items);
    expect(after[0]).toMatchObject({
      version: 3,
      operation: "restored",
      changedBy: colleague.account.id,
      record: { name: "Ann Lee", createdBy: owner.account.id, createdAt: created.createdAt },
    });
  });

  it("pages without losing a version or its changes", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    for (const address of ["A", "B", "C", "D"])
      await owner.caller.patient.update({ id, address, expectedVersion: "any" });
    const whole = await owner.caller.patient.history({ id });
    const paged = [];
    let cursor: string | undefined;
    do {
      const page = await owner.caller.patient.history({ id, limit: 2, cursor });
      paged.push(page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(paged.flat()).toEqual(whole.items);
  });

  it.each(["x", "MA", "MQ", "LTE", "MS41", "MjE0NzQ4MzY0OA"])("refuses the cursor %s", async (cursor) => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    expect(await failureOf(owner.caller.patient.history({ id, cursor }))).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { cursor: ["Not a cursor of a history"] } },
    });
  });

  it("never names members of other practices, though they may change a doctor", async () => {
    const [owner, stranger] = await Promise.all([api.signUp(), api.signUp()]);
    const { id } = await owner.caller.doctor.create({ name: "Bo Ray" });
    await stranger.caller.member.linkDoctor({ accountId: stranger.account.id, doctorId: id });
    await stranger.caller.doctor.update({ id, contactInfo: "Room 2", expectedVersion: 1 });
    const seenBy = async ({ caller }: SignedUp) =>
      (await caller.doctor.history({ id })).items.map(({ changedBy, changedByName }) => [
        changedBy,
        changedByName,
      ]);
    const [first, second] = [owner.account, stranger.account];
    expect(await seenBy(owner)).toEqual([
      [second.id, null],
      [first.id, first.name],
    ]);
    expect(await seenBy(stranger)).toEqual([
      [second.id, second.name],
      [first.id, null],
    ]);
  });

  it("shows the patient and the doctor of an assignment as they were", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const patient = await makePatient(owner);
    const doctor = await caller.doctor.create({ name: "Bo Ray" });
    const created = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    const { id } = created;
    await caller.patient.update({ id: patient.id, name: "Ann Ray", expectedVersion: 1 });
    const changed = await caller.assignment.update({ id, reasonForVisit: "Cough", expectedVersion: 1 });
    await caller.doctor.update({ id: doctor.id, name: "Bo Day", expectedVersion: 1 });
    await caller.assignment.remove({ id, expectedVersion: 2 });
    await caller.patient.remove({ id: patient.id, expectedVersion: 2 });
    const { items } = await caller.assignment.history({ id });
    expect(items.map(({ record }) => record)).toEqual([null, changed, created]);
    expect(items[1]?.changes).toEqual({ reasonForVisit: { from: null, to: "Cough" } });
    expect(created).toMatchObject({ patientName: "Ann Lee", doctorName: "Bo Ray" });
    expect(changed).toMatchObject({ patientName: "Ann Ray", doctorName: "Bo Ray" });
  });

  it("lists no versions from before the history began, and invents no changes", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    await owner.caller.patient.update({ id, address: "A", expectedVersion: 1 });
    await reader.execute(sql`delete from record_version where record_id = ${id}`);
    const { items, nextCursor } = await owner.caller.patient.history({ id });
    expect([items.length, nextCursor]).toEqual([1, null]);
    expect(items[0]).toMatchObject({ version: 2, operation: "updated" });
    expect(items[0]?.changes).toEqual({});
    expect((await failureOf(owner.caller.patient.diff({ id, from: 1 }))).code).toBe("VERSION_NOT_FOUND");
  });
});

describe("an erased version", () => {
  it("is not shown, nor is another one in its place", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const { id } = await makePatient(owner);
    await caller.patient.update({ id, name: "Ann Ray", expectedVersion: 1 });
    await caller.patient.update({ id, address: "A", expectedVersion: 2 });
    const [third, second, first] = (await caller.patient.history({ id })).items;
    await reader.execute(sql`delete from record_version where record_id = ${id} and version = 2`);
    const { items } = await caller.patient.history({ id });
    expect(items).toEqual([{ ...third, changes: {} }, first]);
    const asOf = caller.patient.asOf({ id, at: second?.changedAt ?? "" });
    expect((await failureOf(asOf)).code).toBe("NOT_THERE_THEN");
    expect((await failureOf(caller.patient.diff({ id, from: 2 }))).code).toBe("VERSION_NOT_FOUND");
    const { nextCursor } = await caller.patient.history({ id, limit: 1 });
    await reader.execute(sql`delete from record_version where record_id = ${id}`);
    const rest = await caller.patient.history({ id, limit: 1, cursor: nextCursor ?? "" });
    expect(rest).toEqual({ items: [], nextCursor: null });
  });
});

describe("a history of long texts", () => {
  it("has shorter pages that leave out nothing", async () => {
    const { caller } = await api.signUp();
    const long = (letter: string) => letter.repeat(20_000);
    const original = { name: "Ann Lee", gender: "female", medicalHistory: long("0") } as const;
    const { id } = await caller.patient.create(original);
    for (let version = 1; version < 60; version++) {
      const medicalHistory = long(String(version % 10));
      await caller.patient.update({ id, medicalHistory, expectedVersion: version });
    }
    const versions: number[] = [];
    const pages: number[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { items, nextCursor } = await caller.patient.history({
        id,
        limit: 200,
        cursor: cursor ?? undefined,
      });
      for (const { version, changes } of items) {
        versions.push(version);
        expect(Object.keys(changes)).toContain("medicalHistory");
      }
      pages.push(items.length);
      cursor = nextCursor;
    }
    expect(versions).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
    for (const length of pages) expect(length).toBeLessThan(30);
  });

  it("has pages whose length does not depend on texts withheld from the reader", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    await owner.caller.patient.update({ id, medicalHistory: "x".repeat(20_000), expectedVersion: 1 });
    for (let version = 2; version < 30; version++)
      await owner.caller.patient.update({ id, phoneNumber: `030 ${version}`, expectedVersion: version });
    const colleague = await colleagueOf(owner);
    const role = sql`update membership set role = 'reception' where account_id = ${colleague.account.id}`;
    await reader.execute(role);
    api.services.principals.forget({ account: colleague.account.id });
    const seen = await colleague.caller.patient.history({ id, limit: 200 });
    // All except the one whose only change is withheld.
    expect([seen.items.length, seen.nextCursor]).toEqual([29, null]);
    expect((await owner.caller.patient.history({ id, limit: 200 })).items.length).toBeLessThan(30);
  });
});

describe("an assignment whose doctor was erased", () => {
  it("lists author and time, but not the content", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const [patient, doctor] = [await makePatient(owner), await caller.doctor.create({ name: "Bo Ray" })];
    const { id, assignedAt } = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    await caller.assignment.update({ id, reasonForVisit: "Cough", expectedVersion: 1 });
    await caller.assignment.remove({ id, expectedVersion: 2 });
    await caller.doctor.remove({ id: doctor.id, expectedVersion: 1 });
    await api.database.transaction((tx) => eraseRows(tx, sql`removed_doctor where record_id = ${doctor.id}`));
    await reader.execute(sql`delete from doctor_version where record_id = ${doctor.id}`);
    const { items } = await caller.assignment.history({ id });
    expect(items.map(({ operation, record, changes }) => [operation, record, changes])).toEqual([
      ["removed", null, {}],
      ["updated", null, {}],
      ["created", null, {}],
    ]);
    const gone = [caller.assignment.asOf({ id, at: assignedAt }), caller.assignment.diff({ id, from: 1 })];
    const codes = (await Promise.all(gone.map(failureOf))).map(({ code }) => code);
    expect(codes).toEqual(["NOT_THERE_THEN", "VERSION_NOT_FOUND"]);
  });
});

describe("asOf", () => {
  it("returns the record from the microsecond of its change on", async () => {
    const owner = await api.signUp();
    const created = await makePatient(owner);
    const { id } = created;
    const changed = await owner.caller.patient.update({ id, name: "Ann Ray", expectedVersion: 1 });
    const [row] = await reader.execute(sql`
      select to_char(${changed.updatedAt}::timestamptz - interval '1 microsecond', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as before`);
    const asOf = (at: string) => owner.caller.patient.asOf({ id, at });
    expect(await asOf(created.createdAt)).toEqual(created);
    expect(await asOf(String(row?.before))).toEqual(created);
    expect(await asOf(changed.updatedAt)).toEqual(changed);
    expect(await asOf("9999-12-31T23:59:59Z")).toEqual(changed);
  });

  it("accepts any time zone, and truncates to microseconds", async () => {
    const owner = await api.signUp();
    const created = await makePatient(owner);
    const { id, createdAt } = created;
    const changed = await owner.caller.patient.update({ id, name: "Ann Ray", expectedVersion: 1 });
    const [time = "", fraction = ""] = createdAt.slice(0, -1).split(".");
    const shifted = new Date(Date.parse(`${time}Z`) + 23.5 * 3_600_000).toISOString().slice(0, -5);
    const at = `${shifted}.${fraction.padEnd(6, "0")}999+23:30`;
    expect(await owner.caller.patient.asOf({ id, at })).toEqual(created);
    expect(changed.updatedAt > createdAt).toBe(true);
  });

  it("returns the age on that day", async () => {
    const owner = await api.signUp();
    const { id } = await owner.caller.patient.create({
      name: "Ann Lee",
      gender: "female",
      dateOfBirth: "2000-06-15",
    });
    await reader.execute(sql`alter table patient disable trigger patient_keep_version`);
    await reader.execute(
      sql`update patient set updated_at = '2001-01-01', created_at = '2001-01-01' where id = ${id}`,
    );
    await reader.execute(sql`alter table patient enable trigger patient_keep_version`);
    const ageAt = async (at: string) => (await owner.caller.patient.asOf({ id, at })).age;
    expect(await ageAt("2010-06-14T23:59:59.999999Z")).toBe(9);
    expect(await ageAt("2010-06-15T00:00:00Z")).toBe(10);
    // A future instant is answered as now.
    expect(await ageAt("2999-06-15T00:00:00Z")).toBe(ageOn(today(null), "2000-06-15"));
  });

  it("fails before the record was created and while it was removed", async () => {
    const owner = await api.signUp();
    const created = await makePatient(owner);
    const { id } = created;
    const codeAt = async (at: string) => (await failureOf(owner.caller.patient.asOf({ id, at }))).code;
    expect(await codeAt("2001-01-01T00:00:00Z")).toBe("NOT_THERE_THEN");
    await owner.caller.patient.remove({ id, expectedVersion: 1 });
    const removedAt = (await owner.caller.patient.history({ id })).items[0]?.changedAt ?? "";
    expect(await codeAt(removedAt)).toBe("NOT_THERE_THEN");
    expect(await owner.caller.patient.asOf({ id, at: created.createdAt })).toEqual(created);
    const restored = await owner.caller.patient.restore({ id });
    expect(await codeAt(removedAt)).toBe("NOT_THERE_THEN");
    expect(await owner.caller.patient.asOf({ id, at: restored.updatedAt })).toEqual(restored);
  });

  it.each([
    "yesterday",
    "2026-01-01",
    "2026-02-30T00:00:00Z",
    "0000-12-31T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
  ])("refuses %s", async (at) => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    const { code, details } = await failureOf(owner.caller.patient.asOf({ id, at }));
    const message = "Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)";
    expect([code, details.errors]).toEqual(["INVALID_INPUT", { at: [message] }]);
  });
});

describe("diff", () => {
  it("names each field that differs between two versions, in either direction", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const { id } = await caller.doctor.create({ name: "Bo Ray", specialization: "CARD" });
    await caller.doctor.update({ id, specialization: "Oncology", contactInfo: "Room 2", expectedVersion: 1 });
    await caller.doctor.update({ id, contactInfo: null, yearsOfExperience: 3, expectedVersion: 2 });
    const changes = {
      specialization: { from: "CARD", to: "Oncology" },
      yearsOfExperience: { from: null, to: 3 },
    };
    expect(await caller.doctor.diff({ id, from: 1 })).toEqual({ id, from: 1, to: 3, changes });
    expect(await caller.doctor.diff({ id, from: 1, to: 3 })).toEqual({ id, from: 1, to: 3, changes });
    expect(await caller.doctor.diff({ id, from: 3, to: 3 })).toEqual({ id, from: 3, to: 3, changes: {} });
    expect((await caller.doctor.diff({ id, from: 2, to: 1 })).changes).toEqual({
      specialization: { from: "Oncology", to: "CARD" },
      contactInfo: { from: "Room 2", to: null },
    });
  });

  it("refuses an unknown version", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    for (const versions of [{ from: 2 }, { from: 1, to: 7 }, { from: 2_147_483_647 }]) {
      const { code } = await failureOf(owner.caller.patient.diff({ id, ...versions }));
      expect(code).toBe("VERSION_NOT_FOUND");
    }
  });
});

describe("revert", () => {
  it("creates a version with every field of an earlier one", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    // An update would split the name again, and mark the date as exact.
    const created = await caller.patient.create({
      name: "Dr A. Lee",
      firstName: "Ann",
      lastName: "Lee",
      gender: "female",
      age: 41,
      email: "ann@example.org",
    });
    const { id } = created;
    await caller.patient.update({
      id,
      name: "Bea Ito",
      gender: "other",
      dateOfBirth: "1990-05-05",
      email: null,
      medicalHistory: "Asthma",
      expectedVersion: 1,
    });
    const reverted = await caller.patient.revert({ id, version: 1, expectedVersion: 2 });
    expect(reverted).toEqual({ ...created, version: 3, updatedAt: reverted.updatedAt });
    expect(await caller.patient.byId({ id })).toEqual(reverted);
    expect((await caller.patient.diff({ id, from: 1 })).changes).toEqual({});
  });

  it("creates no version if nothing changes", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const { id } = await caller.doctor.create({ name: "Bo Ray" });
    const changed = await caller.doctor.update({ id, contactInfo: "Room 2", expectedVersion: 1 });
    expect(await caller.doctor.revert({ id, version: 2, expectedVersion: 2 })).toEqual(changed);
    await caller.doctor.revert({ id, version: 1, expectedVersion: "any" });
    const again = await caller.doctor.revert({ id, version: 1, expectedVersion: 3 });
    expect(again.version).toBe(3);
  });

  it("refuses a stale version, with the current record", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    const changed = await owner.caller.patient.update({ id, name: "Ann Ray", expectedVersion: 1 });
    const refused = await failureOf(owner.caller.patient.revert({ id, version: 1, expectedVersion: 1 }));
    expect(refused).toMatchObject({ code: "STALE_VERSION", details: { current: changed } });
  });

  it("refuses a licence number that another doctor has by now", async () => {
    const { caller, account } = await api.signUp();
    const licenseNumber = `L-${account.id}`;
    const { id } = await caller.doctor.create({ name: "Bo Ray", licenseNumber });
    await caller.doctor.update({ id, licenseNumber: null, expectedVersion: 1 });
    await caller.doctor.create({ name: "Cy Fox", licenseNumber });
    const refused = await failureOf(caller.doctor.revert({ id, version: 1, expectedVersion: 2 }));
    expect(refused.code).toBe("LICENSE_NUMBER_TAKEN");
    expect((await caller.doctor.history({ id })).items).toHaveLength(2);
  });

  it("restores an assignment's reason", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const [patient, doctor] = [await makePatient(owner), await caller.doctor.create({ name: "Bo Ray" })];
    const pair = { patientId: patient.id, doctorId: doctor.id };
    const { id } = await caller.assignment.create({ ...pair, reasonForVisit: "Cough" });
    await caller.assignment.update({ id, reasonForVisit: "Fever", expectedVersion: 1 });
    const reverted = await caller.assignment.revert({ id, version: 1, expectedVersion: 2 });
    expect(reverted).toMatchObject({ ...pair, reasonForVisit: "Cough", version: 3 });
  });

  it("refuses an unknown version, and one in which the record was removed", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const { id } = await makePatient(owner);
    const revert = (version: number) => caller.patient.revert({ id, version, expectedVersion: "any" });
    expect((await failureOf(revert(2))).code).toBe("VERSION_NOT_FOUND");
    await caller.patient.remove({ id, expectedVersion: 1 });
    expect((await failureOf(revert(1))).code).toBe("PATIENT_NOT_FOUND");
    await caller.patient.restore({ id });
    expect(await failureOf(revert(2))).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { version: ["The record was removed in this version"] } },
    });
    expect((await failureOf(revert(4))).code).toBe("VERSION_NOT_FOUND");
  });

  it("requires the permission to update", async () => {
    const owner = await api.signUp();
    const { id } = await makePatient(owner);
    const viewer = await colleagueOf(owner);
    await reader.execute(sql`update membership set role = 'viewer' where account_id = ${viewer.account.id}`);
    api.services.principals.forget({ account: viewer.account.id });
    expect((await viewer.caller.patient.history({ id })).items).toHaveLength(1);
    const refused = await failureOf(viewer.caller.patient.revert({ id, version: 1, expectedVersion: 1 }));
    expect(refused.code).toBe("PERMISSION_DENIED");
  });
});

describe("an id of another kind of record", () => {
  it("is not found", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const patient = await makePatient(owner);
    const doctor = await caller.doctor.create({ name: "Bo Ray" });
    const { id } = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    await caller.assignment.update({ id, reasonForVisit: "Cough", expectedVersion: 1 });
    await caller.assignment.remove({ id, expectedVersion: 2 });
    const at = "2999-01-01T00:00:00Z";
    for (const strange of [id, doctor.id, unknownId].map((each) => asId<PatientId>(each))) {
      const calls = [
        caller.patient.history({ id: strange }),
        caller.patient.asOf({ id: strange, at }),
        caller.patient.diff({ id: strange, from: 1 }),
        caller.patient.revert({ id: strange, version: 1, expectedVersion: "any" }),
      ];
      const codes = (await Promise.all(calls.map(failureOf))).map(({ code }) => code);
      expect(codes).toEqual(calls.map(() => "PATIENT_NOT_FOUND"));
    }
  });
});
