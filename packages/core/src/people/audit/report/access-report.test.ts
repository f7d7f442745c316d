import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { insertMerge } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import type { PatientId } from "../../../kernel/field/ids.ts";

const api = await createTestApi();
const { reader } = api.database;
type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const addPatient = (caller: Caller, name = "Ann Lee") => caller.patient.create({ name, gender: "female" });

/** Descriptions and effects of a patient's entries, newest first. */
async function toldOf(caller: Caller, patientId: PatientId, limit = 50) {
  const { items } = await caller.audit.accessReport({ patientId, limit });
  return items.map(({ what, effect }) => `${effect}: ${what}`);
}

describe("an action without effect", () => {
  it("is not reported as done if the call was replayed", async () => {
    const { caller, access } = await api.signUp();
    const { id } = await addPatient(caller);
    const keyed = (key: string) =>
      api.callerWith({ accessToken: access, idempotency: { keys: [key], replayed: new Set() } });
    const assigned = await addPatient(caller, "Bea Orr");
    const doctor = await caller.doctor.create({ name: "Bo Ray" });
    const pair = { patientId: assigned.id, doctorId: doctor.id };
    await caller.assignment.create(pair);
    for (let sent = 0; sent < 2; sent++) {
      await keyed("one").patient.remove({ id, expectedVersion: "any" });
      await failureOf(keyed("two").assignment.create(pair));
    }
    expect(await toldOf(caller, id)).toEqual([
      "replayed: Sent the same call again, to remove the patient; nothing more was done",
      "done: Removed the patient",
      "done: Added the patient",
    ]);
    expect(await toldOf(caller, assigned.id, 2)).toEqual([
      "replayed: Sent the same call again, to assign a doctor to the patient, and was refused as before: the doctor is already assigned to this patient",
      "nothing: Tried to assign a doctor to the patient, and was refused: the doctor is already assigned to this patient",
    ]);
  });

  it("is not reported as done if nothing changed", async () => {
    const { caller } = await api.signUp();
    const { id } = await addPatient(caller);
    const any = { id, expectedVersion: "any" as const };
    await caller.patient.update({ ...any, name: "Ann Lee" });
    await caller.patient.update(any);
    await caller.patient.restore({ id });
    await caller.patient.revert({ ...any, version: 1 });
    await caller.patient.update({ ...any, name: "Ann Orr" });
    await caller.patient.revert({ ...any, version: 1 });
    await caller.patient.remove(any);
    await caller.patient.restore({ id });
    expect((await toldOf(caller, id)).toReversed()).toEqual([
      "done: Added the patient",
      "nothing: Asked to change the patient's record, which changed nothing",
      "nothing: Asked to change the patient's record, which changed nothing",
      "nothing: Asked to restore the removed patient, which changed nothing",
      "nothing: Asked to revert the patient's record to an earlier version, which changed nothing",
      "done: Changed the patient's record",
      "done: Reverted the patient's record to an earlier version",
      "done: Removed the patient",
      "done: Restored the removed patient",
    ]);
  });

  it("is not reported as done for doctors, assignments and the practice", async () => {
    const { caller } = await api.signUp();
    const patient = await addPatient(caller);
    const doctor = await caller.doctor.create({ name: "Bo Ray", contactInfo: "Room 1" });
    const { id } = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    const { name } = await caller.practice.mine();
    const any = { expectedVersion: "any" as const };
    const changes = {
      nothing: { contactInfo: "Room 1", reasonForVisit: null, name },
      done: { contactInfo: "Room 2", reasonForVisit: "Cough", name: `${name} 2` },
    };
    for (const effect of ["nothing", "done"] as const) {
      const { contactInfo, reasonForVisit, name } = changes[effect];
      await caller.doctor.update({ id: doctor.id, contactInfo, ...any });
      await caller.assignment.update({ id, reasonForVisit, ...any });
      await caller.practice.update({ name, ...any });
      await caller.doctor.revert({ id: doctor.id, version: 1, ...any });
      await caller.assignment.revert({ id, version: 1, ...any });
      if (effect === "done") {
        await caller.assignment.remove({ id, ...any });
        await caller.doctor.remove({ id: doctor.id, ...any });
      }
      await caller.doctor.restore({ id: doctor.id });
      await caller.assignment.restore({ id });
    }
    const { items } = await caller.audit.list();
    const effects = items.map(({ action, effect }) => `${action} ${effect}`).toReversed();
    const mutations = ["doctor.update", "assignment.update", "practice.update"];
    const reverts = ["doctor.revert", "assignment.revert"];
    const restores = ["doctor.restore", "assignment.restore"];
    expect(effects.slice(4)).toEqual([
      ...[...mutations, ...reverts, ...restores].map((action) => `${action} nothing`),
      ...[...mutations, ...reverts].map((action) => `${action} done`),
      "assignment.remove done",
      "doctor.remove done",
      ...restores.map((action) => `${action} done`),
    ]);
  });
});

describe("a patient with merged duplicates", () => {
  it("includes access to the duplicates until the merge is undone", async () => {
    const { caller, access } = await api.signUp();
    const [kept, merged, before] = [
      await addPatient(caller),
      await addPatient(caller, "Ann Leigh"),
      await addPatient(caller, "Anne Lee"),
    ];
    const any = { expectedVersion: "any" as const, mergedExpectedVersion: "any" as const };
    await caller.patient.byId({ id: before.id });
    await caller.patient.merge({ keepId: merged.id, mergedId: before.id, ...any });
    await caller.patient.byId({ id: merged.id });
    const { id: mergeId } = await caller.patient.merge({ keepId: kept.id, mergedId: merged.id, ...any });
    await caller.patient.byId({ id: kept.id });
    const reportOf = async (patientId: PatientId, caller: Caller) =>
      (await caller.audit.accessReport({ patientId })).items
        .filter(({ action }) => action !== "audit.accessReport")
        .map(({ patientId, what }) => [patientId, what]);

    const requestId = uuidv7();
    const whole = [
      [kept.id, "Read the patient's record"],
      [kept.id, "Merged the patient with another"],
      [merged.id, "Read the patient's record"],
      [merged.id, "Merged the patient with another"],
      [before.id, "Read the patient's record"],
      [before.id, "Added the patient"],
      [merged.id, "Added the patient"],
      [kept.id, "Added the patient"],
    ];
    expect(await reportOf(kept.id, api.callerWith({ accessToken: access, requestId }))).toEqual(whole);
    // Reading merged history is also in the duplicates' own reports, in case the merges are undone.
    const { subjectIds } = await entryOf(reader, requestId);
    expect(subjectIds?.toSorted()).toEqual([kept.id, merged.id, before.id].toSorted());
    expect((await reportOf(before.id, caller)).every(([id]) => id === before.id)).toBe(true);

    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await caller.audit.accessReport({ patientId: kept.id, limit: 3, cursor });
      pages.push(...page.items.filter(({ action }) => action !== "audit.accessReport"));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages.map(({ patientId, what }) => [patientId, what])).toEqual(whole);

    await caller.patient.unmerge({ mergeId });
    const parted = await reportOf(kept.id, caller);
    expect(parted.slice(1)).toEqual(whole.filter(([id]) => id === kept.id));
    expect(parted[0]).toEqual([kept.id, "Undid a merge of the patient with another"]);
    expect(new Set((await reportOf(merged.id, caller)).map(([id]) => id))).toEqual(
      new Set([merged.id, before.id]),
    );
  });

  it("excludes other practices, and ends for circular merges", async () => {
    const [{ caller }, stranger] = await Promise.all([api.signUp(), api.signUp()]);
    const [one, other] = [await addPatient(caller), await addPatient(caller, "Bea Orr")];
    const third = await addPatient(caller, "Cy Ott");
    const foreign = await addPatient(stranger.caller);
    await insertMerge(reader, one.id, other.id);
    await insertMerge(reader, other.id, one.id);
    await insertMerge(reader, foreign.id, one.id);
    // Inserted directly, as no call can merge across practices.
    await reader.execute(sql`update patient_merge set kept_id = ${one.id}, merged_id = ${third.id}
      where id = ${await insertMerge(reader, foreign.id, third.id)}`);
    const subjectsOf = async (who: Caller, patientId: PatientId) =>
      (await who.audit.accessReport({ patientId })).items.map(({ patientId }) => patientId);
    expect(await subjectsOf(caller, one.id)).toEqual([other.id, one.id]);
    expect(await subjectsOf(stranger.caller, foreign.id)).toEqual([foreign.id]);
  });
});
