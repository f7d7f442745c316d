import { lockCopy } from "@caretype/db";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asId, type PatientId } from "../../kernel/field/ids.ts";

const api = await createTestApi();
const { reader } = api.database;
const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;

type Owner = Awaited<ReturnType<typeof api.signUp>>;

/**
 * Creates two records of one person. They share a doctor. The second has another one, more details, and an external
 * id.
 */
async function createTwo() {
  const owner = await api.signUp();
  const { caller } = owner;
  const kept = await caller.patient.create({ name: "Ana Silva", gender: "female", phoneNumber: "030 1" });
  const merged = await caller.patient.create({
    name: "Anna Silva",
    gender: "female",
    dateOfBirth: "1980-02-29",
    phoneNumber: "030 2",
    email: "ana@example.org",
    medicalHistory: "Asthma",
  });
  const [both, only] = [
    await caller.doctor.create({ name: "Both" }),
    await caller.doctor.create({ name: "Only" }),
  ];
  const keptsOwn = await caller.assignment.create({ patientId: kept.id, doctorId: both.id });
  const redundant = await caller.assignment.create({
    patientId: merged.id,
    doctorId: both.id,
    reasonForVisit: "x",
  });
  const moving = await caller.assignment.create({
    patientId: merged.id,
    doctorId: only.id,
    reasonForVisit: "y",
  });
  await reader.execute(sql`
    insert into patient_external_id (practice_id, system, value, patient_id)
    select practice_id, 'other', id::text, id from patient where id in (${kept.id}, ${merged.id})`);
  return { ...owner, kept, merged, both, only, keptsOwn, redundant, moving };
}

/** Opens all connections, so that concurrent calls start immediately. */
const warmUp = ({ caller }: Owner) =>
  Promise.all(Array.from({ length: 20 }, () => caller.patient.create({ name: "Zed", gender: "other" })));

type Two = Awaited<ReturnType<typeof createTwo>>;

const merge = ({ caller, kept, merged }: Two, versions: object = any) =>
  caller.patient.merge({ keepId: kept.id, mergedId: merged.id, ...any, ...versions });

async function assignmentsOf({ caller }: Owner, patientId: PatientId) {
  const { items } = await caller.assignment.list({ patientId });
  return items
    .map(({ id, reasonForVisit }) => ({ id, reasonForVisit }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const externalIdsOf = async (patientId: PatientId) =>
  (
    await reader.execute<{ value: string }>(
      sql`select value from patient_external_id where patient_id = ${patientId} order by value`,
    )
  ).map(({ value }) => value);

describe("merging two patients", () => {
  it("moves records, fills empty fields, and removes the merged patient", async () => {
    const two = await createTwo();
    const { caller, kept, merged, moving, redundant, keptsOwn } = two;
    const result = await merge(two, { expectedVersion: 1, mergedExpectedVersion: 1 });
    expect(result).toMatchObject({
      movedAssignments: [moving.id],
      removedAssignments: [redundant.id],
      filledFields: ["dateOfBirth", "email", "medicalHistory"],
      differingFields: ["firstName", "phoneNumber"],
      patient: {
        id: kept.id,
        name: "Ana Silva",
        phoneNumber: "030 1",
        version: 2,
        dateOfBirth: "1980-02-29",
        email: "ana@example.org",
        medicalHistory: "Asthma",
      },
    });
    expect(await caller.patient.byId({ id: kept.id })).toEqual(result.patient);
    expect((await failureOf(caller.patient.byId({ id: merged.id }))).code).toBe("PATIENT_NOT_FOUND");
    expect(await assignmentsOf(two, kept.id)).toEqual([
      { id: keptsOwn.id, reasonForVisit: null },
      { id: moving.id, reasonForVisit: "y" },
    ]);
    expect(await externalIdsOf(kept.id)).toEqual([kept.id, merged.id].toSorted());
    // The merge row contains no patient data.
    const [row] = await reader.execute(
      sql`select moved::text as moved from patient_merge where id = ${result.id}`,
    );
    expect(JSON.stringify(row)).not.toMatch(/Asthma|example|1980-02-29/);
  });

  it("takes only the requested fields", async () => {
    const two = await createTwo();
    const { kept } = two;
    const result = await merge(two, { take: ["firstName", "phoneNumber", "email", "email", "address"] });
    expect(result).toMatchObject({
      filledFields: ["email"],
      replacedFields: ["firstName", "phoneNumber"],
      differingFields: [],
      patient: {
        id: kept.id,
        name: "Anna Silva",
        firstName: "Anna",
        lastName: "Silva",
        phoneNumber: "030 2",
        email: "ana@example.org",
        address: null,
        dateOfBirth: null,
        medicalHistory: null,
        version: 2,
      },
    });
    const nothing = await createTwo();
    const left = await merge(nothing, { take: [] });
    expect(left).toMatchObject({ filledFields: [], replacedFields: [], patient: nothing.kept });
  });

  it("replaces a value by an empty one on request", async () => {
    const two = await createTwo();
    const { caller, kept, merged } = two;
    await caller.patient.update({ id: kept.id, address: "Old Street", lastName: "", expectedVersion: 1 });
    const take = ["address", "gender"] as const;
    const result = await merge(two, { take: [...take] });
    expect(result).toMatchObject({ replacedFields: ["address"], patient: { address: null, name: "Ana" } });
    const { kept: again } = await caller.patient.unmerge({ mergeId: result.id });
    expect(again).toMatchObject({ address: "Old Street", name: "Ana" });
    const other = { keepId: merged.id, mergedId: kept.id, ...any };
    expect((await caller.patient.merge({ ...other, take: ["lastName"] })).patient).toMatchObject({
      name: "Anna",
      firstName: "Anna",
      lastName: "",
    });
  });

  it("takes a full name unchanged, and rejects one that is too long", async () => {
    const { caller } = await api.signUp();
    const plain = await caller.patient.create({ name: "Jane Roe", gender: "female" });
    const titled = await caller.patient.create({
      name: "Dr. Jane Q. Roe",
      firstName: "Jane",
      lastName: "Roe",
      gender: "female",
    });
    const pair = { keepId: plain.id, mergedId: titled.id, ...any };
    const result = await caller.patient.merge({ ...pair, take: ["firstName", "lastName"] });
    expect(result.patient).toMatchObject({ name: "Dr. Jane Q. Roe", firstName: "Jane", lastName: "Roe" });
    expect(result.replacedFields).toEqual(["firstName", "lastName"]);
    expect((await caller.patient.unmerge({ mergeId: result.id })).kept).toMatchObject({ name: "Jane Roe" });
    const long = await caller.patient.create({ firstName: "J", lastName: "R".repeat(200), gender: "female" });
    const longer = await caller.patient.create({
      firstName: "J".repeat(200),
      lastName: "R",
      gender: "female",
    });
    const tooLong = { keepId: long.id, mergedId: longer.id, ...any, take: ["firstName" as const] };
    expect((await failureOf(caller.patient.merge(tooLong))).code).toBe("INVALID_INPUT");
    expect(await caller.patient.byId({ id: longer.id })).toEqual(longer);
  });

  it("creates no version if the kept patient lacks nothing", async () => {
    const { caller } = await api.signUp();
    const kept = await caller.patient.create({ name: "A B", gender: "other" });
    const { id } = await caller.patient.create({ name: "A B", gender: "other" });
    const { patient, filledFields } = await caller.patient.merge({ keepId: kept.id, mergedId: id, ...any });
    expect({ patient, filledFields }).toEqual({ patient: kept, filledFields: [] });
  });

  it("takes an approximate date of birth as approximate", async () => {
    const { caller } = await api.signUp();
    const kept = await caller.patient.create({ name: "A B", gender: "other" });
    const { id } = await caller.patient.create({ name: "A B", gender: "other", age: 40 });
    const { patient } = await caller.patient.merge({ keepId: kept.id, mergedId: id, ...any });
    expect(patient).toMatchObject({ age: 40, dateOfBirthApproximate: true });
  });

  it("rejects a merge with itself, stale versions, and foreign or unknown patients", async () => {
    const [two, stranger] = [await createTwo(), await createTwo()];
    const { caller, kept, merged } = two;
    const before = await everythingOf(two);
    const self = failureOf(caller.patient.merge({ keepId: kept.id, mergedId: kept.id, ...any }));
    expect(await self).toMatchObject({
      code: "INVALID_INPUT",
      details: { errors: { mergedId: expect.anything() } },
    });
    for (const [versions, current] of [
      [{ expectedVersion: 2 }, kept],
      [{ mergedExpectedVersion: 2 }, merged],
    ] as const) {
      expect(await failureOf(merge(two, versions))).toMatchObject({
        code: "STALE_VERSION",
        details: { currentKind: "patient", current },
      });
    }
    for (const other of [stranger.kept.id, asId<PatientId>("0198c0de-0000-7000-8000-000000000000")]) {
      const pairs = [
        { keepId: kept.id, mergedId: other },
        { keepId: other, mergedId: kept.id },
      ];
      for (const pair of pairs) {
        const { code, details } = await failureOf(caller.patient.merge({ ...pair, ...any }));
        expect({ code, details }).toEqual({ code: "PATIENT_NOT_FOUND", details: {} });
      }
    }
    expect(await everythingOf(two)).toEqual(before);
  });

  it("allows owners and clinicians", async () => {
    for (const [role, outcome] of [
      ["clinician", "ok"],
      ["reception", "PERMISSION_DENIED"],
    ] as const) {
      const two = await createTwo();
      await reader.execute(sql`update membership set role = ${role} where account_id = ${two.account.id}`);
      api.services.principals.forget({ account: two.account.id });
      expect(await tally([merge(two)])).toEqual({ [outcome]: 1 });
    }
  });

  it("merges once in twenty concurrent calls, in either direction", async () => {
    const two = await createTwo();
    await warmUp(two);
    const { caller, kept, merged } = two;
    const calls = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? merge(two) : caller.patient.merge({ keepId: merged.id, mergedId: kept.id, ...any }),
    );
    expect(await tally(calls)).toEqual({ ok: 1, PATIENT_NOT_FOUND: 19 });
  });
});

/** Everything that a merge may change, except versions and times. */
async function everythingOf(two: Two) {
  const { caller, kept, merged } = two;
  const bare = async (id: PatientId) => {
    const { version: _version, updatedAt: _at, ...rest } = await caller.patient.byId({ id });
    return { ...rest, assignments: await assignmentsOf(two, id), externalIds: await externalIdsOf(id) };
  };
  return [await bare(kept.id), await bare(merged.id)];
}

describe("undoing a merge", () => {
  it("restores everything", async () => {
    const two = await createTwo();
    const before = await everythingOf(two);
    const { id } = await merge(two);
    const separated = await two.caller.patient.unmerge({ mergeId: id });
    expect(separated).toMatchObject({ id, fieldsLeft: [], assignmentsLeft: [], kept: { id: two.kept.id } });
    expect(await everythingOf(two)).toEqual(before);
    expect(separated.merged).toEqual(await two.caller.patient.byId({ id: two.merged.id }));
    expect(separated.kept).toEqual(await two.caller.patient.byId({ id: two.kept.id }));
    expect((await failureOf(two.caller.patient.unmerge({ mergeId: id }))).code).toBe("MERGE_ALREADY_UNDONE");
    const again = await merge(two);
    await two.caller.patient.unmerge({ mergeId: again.id });
    expect(await everythingOf(two)).toEqual(before);
  });

  it("keeps later changes, and names them", async () => {
    const two = await createTwo();
    const { caller, kept, merged, moving, redundant, both } = two;
    const extra = await caller.doctor.create({ name: "Extra" });
    const { id: gone } = await caller.assignment.create({ patientId: merged.id, doctorId: extra.id });
    const { id } = await merge(two);
    await caller.patient.update({ id: kept.id, email: "new@example.org", expectedVersion: "any" });
    await caller.assignment.update({ id: moving.id, reasonForVisit: "edited", expectedVersion: "any" });
    await caller.assignment.remove({ id: gone, expectedVersion: "any" });
    await caller.assignment.removePair({ patientId: kept.id, doctorId: both.id, expectedVersion: "any" });
    await caller.doctor.remove({ id: both.id, expectedVersion: "any" });
    const late = await caller.doctor.create({ name: "Late" });
    const since = await caller.assignment.create({ patientId: kept.id, doctorId: late.id });

    const separated = await caller.patient.unmerge({ mergeId: id });
    expect(separated.fieldsLeft).toEqual(["email"]);
    expect(separated.assignmentsLeft.toSorted()).toEqual([gone, redundant.id].toSorted());
    expect(separated.kept).toMatchObject({
      email: "new@example.org",
      dateOfBirth: null,
      medicalHistory: null,
    });
    expect(separated.merged).toMatchObject({ email: "ana@example.org", dateOfBirth: "1980-02-29" });
    expect(await assignmentsOf(two, merged.id)).toEqual([{ id: moving.id, reasonForVisit: "edited" }]);
    expect(await assignmentsOf(two, kept.id)).toEqual([{ id: since.id, reasonForVisit: null }]);
    const removedOf = async (patientId: PatientId) =>
      (await caller.assignment.removed({ patientId })).items.map(({ record }) => record.id);
    expect(await removedOf(merged.id)).toEqual(expect.arrayContaining([gone, redundant.id]));
    expect(await removedOf(kept.id)).not.toContain(gone);
    const restored = await caller.assignment.restore({ id: gone });
    expect(restored.patientId).toBe(merged.id);
  });

  it("keeps a field that was cleared and entered again", async () => {
    const two = await createTwo();
    const { caller, kept } = two;
    const { id } = await merge(two);
    const change = (changes: object) =>
      caller.patient.update({ id: kept.id, expectedVersion: "any", ...changes });
    await change({ email: null });
    await change({ email: "ana@example.org" });
    await change({ address: "Street 1" });
    const separated = await caller.patient.unmerge({ mergeId: id });
    expect(separated.fieldsLeft).toEqual(["email"]);
    expect(separated.kept).toMatchObject({
      email: "ana@example.org",
      dateOfBirth: null,
      address: "Street 1",
    });
  });

  it("restores replaced fields, including names and dates of birth, and keeps later changes", async () => {
    const two = await createTwo();
    const { caller, kept, merged } = two;
    await caller.patient.update({ id: kept.id, age: 50, address: "Old Street", expectedVersion: 1 });
    await caller.patient.update({ id: merged.id, address: "New Street", expectedVersion: 1 });
    const before = await everythingOf(two);
    const take = ["firstName", "dateOfBirth", "phoneNumber", "address"] as const;
    const first = await merge(two, { take: [...take] });
    expect(first.patient).toMatchObject({
      name: "Anna Silva",
      dateOfBirth: "1980-02-29",
      address: "New Street",
    });
    expect(await caller.patient.unmerge({ mergeId: first.id })).toMatchObject({ fieldsLeft: [] });
    expect(await everythingOf(two)).toEqual(before);

    const second = await merge(two, { take: [...take] });
    await caller.patient.update({
      id: kept.id,
      phoneNumber: "030 3",
      lastName: "Sousa",
      expectedVersion: "any",
    });
    const separated = await caller.patient.unmerge({ mergeId: second.id });
    expect(separated.fieldsLeft).toEqual(["phoneNumber"]);
    expect(separated.kept).toMatchObject({
      name: "Ana Sousa",
      firstName: "Ana",
      lastName: "Sousa",
      phoneNumber: "030 3",
      age: 50,
      dateOfBirthApproximate: true,
      address: "Old Street",
    });
  });

  it("moves an external identifier back only from the kept patient", async () => {
    const two = await createTwo();
    const { caller, kept, merged } = two;
    const { id } = await merge(two);
    const third = await caller.patient.create({ name: "Third", gender: "female" });
    await reader.execute(
      sql`update patient_external_id set patient_id = ${third.id} where value = ${merged.id}`,
    );
    await caller.patient.unmerge({ mergeId: id });
    const holders = [];
    for (const each of [kept, merged, third]) holders.push(await externalIdsOf(each.id));
    expect(holders).toEqual([[kept.id], [], [merged.id]]);
  });

  it("never restores an assignment without its doctor in a race with the doctor's removal", async () => {
    for (let round = 0; round < 10; round++) {
      const two = await createTwo();
      const { caller, merged, both, keptsOwn, redundant } = two;
      const { id } = await merge(two);
      await caller.assignment.remove({ id: keptsOwn.id, expectedVersion: "any" });
      const [unmerge, removal] = await Promise.allSettled([
        caller.patient.unmerge({ mergeId: id }),
        caller.doctor.remove({ id: both.id, expectedVersion: "any" }),
      ]);
      expect(unmerge.status).toBe("fulfilled");
      const isThere = (await assignmentsOf(two, merged.id)).some((each) => each.id === redundant.id);
      expect(isThere).toBe(removal.status === "rejected");
    }
  });

  it("locks doctors before patients, like the undo of an import", async () => {
    const two = await createTwo();
    const { caller, kept, both } = two;
    const { id } = await merge(two);
    const { id: practiceId } = await caller.practice.mine();
    let unmerging: Promise<unknown> | undefined;
    await api.database.transaction(async (tx) => {
      await lockCopy(tx, { doctor: both.id }, "update");
      unmerging = caller.patient.unmerge({ mergeId: id });
      unmerging.catch(() => undefined);
      await untilWaiting(api.database, 1);
      await tx.execute(sql`
        select from patient where practice_id = ${practiceId} and id = ${kept.id} for update nowait`);
    });
    expect(await tally([unmerging ?? Promise.reject()])).toEqual({ ok: 1 });
  });

  it("is refused, and names what blocks it, if one of the two was merged, restored or removed since", async () => {
    const two = await createTwo();
    const { caller, kept, merged } = two;
    const { id } = await merge(two);
    const third = await caller.patient.create({ name: "Third", gender: "female" });
    const later = await caller.patient.merge({ keepId: third.id, mergedId: kept.id, ...any });
    expect(await failureOf(caller.patient.unmerge({ mergeId: id }))).toMatchObject({
      code: "MERGE_BLOCKED",
      details: { blockedBy: [{ kind: "merge", id: later.id }] },
    });
    await caller.patient.unmerge({ mergeId: later.id });
    // Bypasses the API, which refuses this.
    await reader.execute(sql`
      select restore_record('patient', practice_id, ${merged.id}) from membership where account_id = ${two.account.id}`);
    expect(await failureOf(caller.patient.unmerge({ mergeId: id }))).toMatchObject({
      code: "MERGE_BLOCKED",
      details: { blockedBy: [{ kind: "patient", id: merged.id }] },
    });
    for (const { id } of (await caller.assignment.list({ patientId: kept.id })).items)
      await caller.assignment.remove({ id, expectedVersion: "any" });
    await caller.patient.remove({ id: kept.id, expectedVersion: "any" });
    expect(await failureOf(caller.patient.unmerge({ mergeId: id }))).toMatchObject({
      code: "MERGE_BLOCKED",
      details: { blockedBy: [{ kind: "patient", id: kept.id }] },
    });
  });

  it("restores the merged patient, whose direct restoration is refused", async () => {
    const two = await createTwo();
    const { caller, kept, merged } = two;
    const other = await caller.patient.create({ name: "Removed Otherwise", gender: "other" });
    await caller.patient.remove({ id: other.id, expectedVersion: 1 });
    const before = await everythingOf(two);
    const { id } = await merge(two);
    const names = { removedBy: two.account.id, removedByName: two.account.name };
    expect((await caller.patient.removed()).items).toMatchObject([
      { record: { id: merged.id }, mergedInto: kept.id, ...names },
      { record: { id: other.id }, mergedInto: null, ...names },
    ]);
    const removed = await caller.patient.history({ id: merged.id });
    expect(await failureOf(caller.patient.restore({ id: merged.id }))).toMatchObject({
      code: "RESTORE_BLOCKED",
      details: { blockedBy: [{ kind: "merge", id }] },
    });
    expect(await caller.patient.history({ id: merged.id })).toEqual(removed);
    await caller.patient.unmerge({ mergeId: id });
    expect(await everythingOf(two)).toEqual(before);
    // Removed again, without a merge.
    await caller.assignment.removePair({
      patientId: merged.id,
      doctorId: two.both.id,
      expectedVersion: "any",
    });
    await caller.assignment.removePair({
      patientId: merged.id,
      doctorId: two.only.id,
      expectedVersion: "any",
    });
    await caller.patient.remove({ id: merged.id, expectedVersion: "any" });
    expect((await caller.patient.removed()).items[0]).toMatchObject({ mergedInto: null });
    expect(await caller.patient.restore({ id: merged.id })).toMatchObject({ id: merged.id });
  });

  it("undoes a chain of merges, latest first", async () => {
    const two = await createTwo();
    const before = await everythingOf(two);
    const first = await merge(two);
    const third = await two.caller.patient.create({ name: "Third", gender: "female" });
    const second = await two.caller.patient.merge({ keepId: third.id, mergedId: two.kept.id, ...any });
    expect(second.movedAssignments).toHaveLength(2);
    await two.caller.patient.unmerge({ mergeId: second.id });
    await two.caller.patient.unmerge({ mergeId: first.id });
    expect(await everythingOf(two)).toEqual(before);
    expect(await two.caller.patient.byId({ id: third.id })).toMatchObject({
      email: null,
      medicalHistory: null,
    });
  });

  it("happens once in twenty concurrent calls", async () => {
    const two = await createTwo();
    const { id } = await merge(two);
    await warmUp(two);
    const calls = Array.from({ length: 20 }, () => two.caller.patient.unmerge({ mergeId: id }));
    expect(await tally(calls)).toEqual({ ok: 1, MERGE_ALREADY_UNDONE: 19 });
  });

  it("is unknown to another practice", async () => {
    const [two, stranger] = [await createTwo(), await api.signUp()];
    const { id } = await merge(two);
    expect((await failureOf(stranger.caller.patient.unmerge({ mergeId: id }))).code).toBe("MERGE_NOT_FOUND");
    expect((await failureOf(stranger.caller.patient.merges({ id: two.kept.id }))).code).toBe(
      "PATIENT_NOT_FOUND",
    );
    // Ids are per practice: a merge in one does not affect the same id in another.
    const { caller, account } = stranger;
    const { id: practiceId } = await caller.practice.mine();
    await reader.execute(sql`
      insert into patient (practice_id, id, name, first_name, last_name, gender, created_by)
      values (${practiceId}, ${two.merged.id}, 'Their Own', 'Their', 'Own', 'other', ${account.id})`);
    await caller.patient.remove({ id: two.merged.id, expectedVersion: "any" });
    expect(await caller.patient.restore({ id: two.merged.id })).toMatchObject({ name: "Their Own" });
  });
});

describe("the merges of a patient", () => {
  it("are listed for both patients, with account and time, newest first, in pages", async () => {
    const two = await createTwo();
    const { caller, kept, merged, account } = two;
    const first = await merge(two);
    await caller.patient.unmerge({ mergeId: first.id });
    const second = await merge(two);
    const expected = [
      { id: second.id, undoneAt: null, undoneBy: null, undoneByName: null },
      { id: first.id, undoneAt: expect.any(String), undoneBy: account.id, undoneByName: account.name },
    ].map((each) => ({
      ...each,
      keptId: kept.id,
      mergedId: merged.id,
      mergedBy: account.id,
      mergedByName: account.name,
    }));
    for (const { id } of [kept, merged]) {
      expect((await caller.patient.merges({ id })).items).toMatchObject(expected);
    }
    const page = await caller.patient.merges({ id: kept.id, limit: 1 });
    const rest = await caller.patient.merges({ id: kept.id, limit: 1, cursor: page.nextCursor ?? "" });
    expect([...page.items, ...rest.items]).toMatchObject(expected);
    expect(rest.nextCursor).toBeNull();
  });

  it("name the versions that they and their undo created", async () => {
    const two = await createTwo();
    const { caller, kept } = two;
    const merges = async () =>
      (await caller.patient.merges({ id: kept.id })).items.map(
        ({ keptVersion, undoneVersion, removedVersion }) => [keptVersion, undoneVersion, removedVersion],
      );
    const first = await merge(two);
    expect(await merges()).toEqual([[2, null, 2]]);
    await caller.patient.unmerge({ mergeId: first.id });
    expect(await merges()).toEqual([[2, 3, 2]]);
    const second = await merge(two, { take: [] });
    await caller.patient.unmerge({ mergeId: second.id });
    await merge(two, { take: ["phoneNumber"] });
    expect(await merges()).toEqual([
      [4, null, 6],
      [null, null, 4],
      [2, 3, 2],
    ]);
  });

  it("keep both histories readable", async () => {
    const two = await createTwo();
    const { id } = await merge(two);
    const history = async (patientId: PatientId) =>
      (await two.caller.patient.history({ id: patientId })).items;
    expect(await history(two.merged.id)).not.toEqual([]);
    await two.caller.patient.unmerge({ mergeId: id });
    expect((await history(two.kept.id)).map(({ version }) => version)).toEqual([3, 2, 1]);
    expect((await history(two.merged.id)).map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it("are empty for an unmerged patient, and fail for an unknown one", async () => {
    const { caller, kept } = await createTwo();
    expect(await caller.patient.merges({ id: kept.id })).toEqual({ items: [], nextCursor: null });
    const unknown = caller.patient.merges({ id: asId("0198c0de-0000-7000-8000-000000000000") });
    expect((await failureOf(unknown)).code).toBe("PATIENT_NOT_FOUND");
  });
});
