import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { DoctorId, PatientId } from "../../kernel/field/ids.ts";

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;

/** Creates a patient with two doctors. One of them has another patient. */
async function createTeam() {
  const owner = await api.signUp();
  const { caller } = owner;
  const ann = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const bob = await caller.patient.create({ name: "Bob Ray", gender: "male" });
  const sam = await caller.doctor.create({ name: "Sam Okafor" });
  const eve = await caller.doctor.create({ name: "Eve Stone" });
  const assign = async (patientId: PatientId, doctorId: DoctorId, reasonForVisit: string) =>
    caller.assignment.create({ patientId, doctorId, reasonForVisit });
  const annSam = await assign(ann.id, sam.id, "Cough");
  const annEve = await assign(ann.id, eve.id, "Rash");
  const bobSam = await assign(bob.id, sam.id, "Fever");
  return { ...owner, ann, bob, sam, eve, annSam, annEve, bobSam };
}

type Team = Awaited<ReturnType<typeof createTeam>>;

async function assigned({ caller }: Team) {
  const { items } = await caller.assignment.list();
  return items.map(({ id, reasonForVisit }) => `${id} ${reasonForVisit}`).toSorted();
}

const idsOf = (...records: { id: string }[]) => records.map(({ id }) => id).toSorted();

describe("removing a patient together with the assignments", () => {
  it("is one change, which restoring the patient undoes", async () => {
    const team = await createTeam();
    const { caller, ann, annSam, annEve, bobSam } = team;
    const before = await assigned(team);
    expect((await failureOf(caller.patient.remove({ id: ann.id, ...any }))).code).toBe(
      "PATIENT_HAS_ASSIGNMENTS",
    );
    await caller.patient.remove({ id: ann.id, expectedVersion: 1, unassign: true });
    expect((await failureOf(caller.patient.byId({ id: ann.id }))).code).toBe("PATIENT_NOT_FOUND");
    expect(await assigned(team)).toEqual([`${bobSam.id} Fever`]);

    const restored = await caller.patient.restore({ id: ann.id });
    expect(restored).toMatchObject({ id: ann.id, name: "Ann Lee", version: 3, assignmentsLeft: [] });
    expect(restored.restoredAssignments).toEqual(idsOf(annSam, annEve));
    expect(await assigned(team)).toEqual(before);
    expect((await caller.assignment.removed()).items).toEqual([]);
  });

  it("restores neither separately removed assignments, nor any twice", async () => {
    const team = await createTeam();
    const { caller, ann, annSam, annEve } = team;
    await caller.assignment.remove({ id: annSam.id, ...any });
    await caller.patient.remove({ id: ann.id, unassign: true, ...any });
    const all = await tally(Array.from({ length: 10 }, () => caller.patient.restore({ id: ann.id })));
    expect(all).toEqual({ ok: 10 });
    expect((await caller.assignment.list({ patientId: ann.id })).items).toMatchObject([{ id: annEve.id }]);
    await caller.assignment.remove({ id: annEve.id, ...any });
    const again = await caller.patient.restore({ id: ann.id });
    expect(again).toEqual(await caller.patient.byId({ id: ann.id }));
    expect((await caller.assignment.list({ patientId: ann.id })).items).toEqual([]);
  });

  it("names assignments that cannot be restored, and restores them later", async () => {
    const team = await createTeam();
    const { caller, ann, bobSam, sam, annSam, annEve } = team;
    await caller.patient.remove({ id: ann.id, unassign: true, ...any });
    await caller.assignment.remove({ id: bobSam.id, ...any });
    await caller.doctor.remove({ id: sam.id, ...any });
    const restored = await caller.patient.restore({ id: ann.id });
    expect(restored).toMatchObject({ restoredAssignments: [annEve.id], assignmentsLeft: [annSam.id] });
    await caller.doctor.restore({ id: sam.id });
    expect(await caller.patient.restore({ id: ann.id })).toMatchObject({
      restoredAssignments: [annSam.id],
      assignmentsLeft: [],
    });
  });

  it("requires the permission to remove assignments, and changes nothing without it", async () => {
    const team = await createTeam();
    const { caller, ann } = team;
    const { key } = await caller.apiKey.create({
      name: "Removes patients",
      permissions: ["patient:remove", "patient:read", "doctor:read", "assignment:read"],
      expiresAt: null,
    });
    const service = api.callerWith({ accessToken: key });
    const before = await assigned(team);
    const refused = await failureOf(service.patient.remove({ id: ann.id, unassign: true, ...any }));
    expect(refused.code).toBe("PERMISSION_DENIED");
    expect(await assigned(team)).toEqual(before);
    await caller.patient.remove({ id: ann.id, unassign: true, ...any });
    const restored = await service.patient.restore({ id: ann.id });
    expect(restored.assignmentsLeft).toHaveLength(2);
    expect((await caller.patient.restore({ id: ann.id })).restoredAssignments).toHaveLength(2);
  });

  it("rejects a stale version, and unassigns nothing", async () => {
    const team = await createTeam();
    const before = await assigned(team);
    const stale = { id: team.ann.id, expectedVersion: 7, unassign: true };
    expect((await failureOf(team.caller.patient.remove(stale))).code).toBe("STALE_VERSION");
    expect(await assigned(team)).toEqual(before);
  });

  it("names patient, doctors and assignments in its audit entry", async () => {
    const team = await createTeam();
    const { ann, sam, eve, annSam, annEve } = team;
    const everybody = idsOf(ann, sam, eve, annSam, annEve);
    const { caller, requestId } = callWithId(team);
    await caller.patient.remove({ id: ann.id, unassign: true, ...any });
    expect(await subjectsOf(requestId)).toEqual(everybody);
    const back = callWithId(team);
    await back.caller.patient.restore({ id: ann.id });
    expect(await subjectsOf(back.requestId)).toEqual(everybody);
  });
});

const subjectsOf = async (requestId: string) =>
  (await entryOf(api.database.reader, requestId)).subjectIds?.toSorted();

let calls = 0;
const callWithId = ({ access }: Team) => {
  const requestId = `unassign-${calls++}`;
  return { requestId, caller: api.callerWith({ accessToken: access, requestId }) };
};

describe("removing a doctor together with the practice's assignments", () => {
  it("is one change, which restoring the doctor undoes", async () => {
    const team = await createTeam();
    const { caller, sam, annSam, annEve, bobSam } = team;
    const before = await assigned(team);
    await caller.doctor.remove({ id: sam.id, unassign: true, expectedVersion: 1 });
    expect(await assigned(team)).toEqual([`${annEve.id} Rash`]);
    const restored = await caller.doctor.restore({ id: sam.id });
    expect(restored).toMatchObject({ id: sam.id, version: 3, assignmentsLeft: [] });
    expect(restored.restoredAssignments).toEqual(idsOf(annSam, bobSam));
    expect(await assigned(team)).toEqual(before);
  });

  it("is refused while other practices have assignments, and names none of them", async () => {
    const [team, stranger] = [await createTeam(), await api.signUp()];
    const otherPatient = await stranger.caller.patient.create({ name: "Not Yours", gender: "other" });
    const secret = await stranger.caller.assignment.create({
      patientId: otherPatient.id,
      doctorId: team.sam.id,
    });
    const before = await assigned(team);
    const refused = await failureOf(team.caller.doctor.remove({ id: team.sam.id, unassign: true, ...any }));
    expect(refused).toMatchObject({ code: "DOCTOR_HAS_ASSIGNMENTS", details: { blockedElsewhere: true } });
    expect(JSON.stringify(refused.details)).not.toMatch(
      new RegExp(`${secret.id}|${otherPatient.id}|Not Yours`),
    );
    expect(await assigned(team)).toEqual(before);
    expect((await stranger.caller.assignment.list()).items).toMatchObject([{ id: secret.id }]);
  });

  it("is undone only by a restoration in the same practice", async () => {
    const [team, staff] = [await createTeam(), await api.signUpStaff()];
    const { caller, sam } = team;
    const before = await assigned(team);
    await caller.doctor.remove({ id: sam.id, unassign: true, ...any });
    const restored = await staff.caller.doctor.restore({ id: sam.id });
    expect(restored).toEqual(await caller.doctor.byId({ id: sam.id }));
    expect((await caller.doctor.restore({ id: sam.id })).restoredAssignments).toHaveLength(2);
    expect(await assigned(team)).toEqual(before);
  });

  it("removes and restores a thousand assignments", async () => {
    const team = await createTeam();
    const { caller, account, sam } = team;
    await api.database.bulkTransaction(async (db) => {
      await db.execute(sql`
        insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
        select practice_id, gen_random_uuid(), 'Many', 'Many', '', 'other', account_id
        from membership, generate_series(1, 1000) where account_id = ${account.id}`);
      await db.execute(sql`
        insert into assignment (practice_id, id, patient_id, doctor_id, assigned_by)
        select practice_id, gen_random_uuid(), id, ${sam.id}, created_by from patient
        where name = 'Many' and created_by = ${account.id}`);
    });
    await caller.doctor.remove({ id: sam.id, unassign: true, ...any });
    expect((await caller.doctor.restore({ id: sam.id })).restoredAssignments).toHaveLength(1002);
  });
});
