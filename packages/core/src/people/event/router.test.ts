import { createChangePlacer } from "@caretype/db";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { erasePerson } from "../erasure/erase-person.ts";
import { deleteOldChanges } from "./queries.ts";
import type { ListEvents } from "./schema.ts";

const api = await createTestApi();
const { reader } = api.database;
const place = createChangePlacer(api.database);

type Caller = Pick<Awaited<ReturnType<typeof api.signUp>>, "caller">;

async function eventsOf({ caller }: Caller, input: Partial<ListEvents> = {}) {
  await place();
  return caller.event.list(input);
}

const typesOf = async (owner: Caller, input?: Partial<ListEvents>) =>
  (await eventsOf(owner, input)).items.map(({ type }) => type);

const add = ({ caller }: Caller, name = "Ann Lee") => caller.patient.create({ name, gender: "female" });

describe("an event", () => {
  it("says which record changed, how, by whom, when and in which request, and nothing of its content", async () => {
    const owner = await api.practiceWithPatient();
    const requestId = "0198c0de-0000-7000-8000-00000000e7e7";
    const caller = api.callerWith({ accessToken: owner.access, requestId });
    const { id, updatedAt } = await caller.patient.update({
      id: owner.patientId,
      expectedVersion: 1,
      address: "Canary Street",
    });
    const { items } = await eventsOf(owner);
    expect(items.map(({ type, version }) => [type, version])).toEqual([
      ["patient.created", 1],
      ["patient.updated", 2],
    ]);
    const [, event] = items;
    expect(event).toEqual({
      id: expect.any(String),
      cursor: expect.any(String),
      type: "patient.updated",
      recordId: id,
      version: 2,
      patientId: id,
      by: owner.account.id,
      at: expect.stringMatching(/Z$/),
      requestId,
      count: null,
    });
    expect(Math.abs(Date.parse(event?.at ?? "") - Date.parse(updatedAt))).toBeLessThan(60_000);
    expect(JSON.stringify(items)).not.toContain("Canary");
  });

  it("is written for each kind of change, of each kind of record", async () => {
    const owner = await api.practiceWithPatient();
    const { caller, patientId } = owner;
    const { id: doctorId } = await caller.doctor.create({ name: "Doc" });
    const { id } = await caller.assignment.create({ patientId, doctorId });
    await caller.assignment.remove({ id, expectedVersion: 1 });
    await caller.assignment.restore({ id });
    await caller.savedView.create({ name: "All", filters: {} });
    expect(await typesOf(owner)).toEqual([
      "patient.created",
      "assignment.created",
      "assignment.removed",
      "assignment.restored",
      "savedView.created",
    ]);
    const { items } = await eventsOf(owner, { types: ["assignment.removed"] });
    expect(items).toMatchObject([{ recordId: id, patientId, version: 2 }]);
  });
});

describe("the list of events", () => {
  it("comes in pages, and goes on after a cursor of an event or an answer", async () => {
    const owner = await api.signUp();
    for (const name of ["Ann", "Bo", "Cy", "Di", "Ed"]) await add(owner, name);
    const first = await eventsOf(owner, { limit: 2 });
    expect(first).toMatchObject({ hasMore: true, isReset: false });
    const second = await owner.caller.event.list({ after: first.next, limit: 3 });
    expect(second).toMatchObject({ hasMore: false, isReset: false });
    const ids = [...first.items, ...second.items].map(({ recordId }) => recordId);
    const { items: patients } = await owner.caller.patient.list({ sort: "oldest" });
    expect(ids).toEqual(patients.map(({ id }) => id));
    const after = first.items[0]?.cursor ?? "";
    expect((await owner.caller.event.list({ after })).items.map(({ recordId }) => recordId)).toEqual(
      ids.slice(1),
    );
    expect(await owner.caller.event.list({ after: second.next })).toMatchObject({
      items: [],
      hasMore: false,
    });
    const { id } = await add(owner, "Flo");
    expect((await eventsOf(owner, { after: second.next })).items).toMatchObject([{ recordId: id }]);
  });

  it("begins now if asked, also in an empty log", async () => {
    const owner = await api.signUp();
    const empty = await eventsOf(owner, { after: "now" });
    expect(empty).toMatchObject({ items: [], hasMore: false, isReset: false });
    const { id } = await add(owner);
    const { items, next } = await eventsOf(owner, { after: empty.next });
    expect(items).toMatchObject([{ recordId: id }]);
    const now = await eventsOf(owner, { after: "now" });
    expect(now.items).toEqual([]);
    await add(owner);
    for (const after of [next, now.next])
      expect(await typesOf(owner, { after })).toEqual(["patient.created"]);
  });

  it("is narrowed to a patient and the patient's records", async () => {
    const owner = await api.practiceWithPatient();
    const { caller, patientId } = owner;
    await add(owner, "Bo");
    const { id: doctorId } = await caller.doctor.create({ name: "Doc" });
    await caller.assignment.create({ patientId, doctorId });
    expect(await typesOf(owner, { patientId })).toEqual(["patient.created", "assignment.created"]);
  });

  it("refuses a broken cursor, one of another practice, and unknown types", async () => {
    const [owner, other] = [await api.practiceWithPatient(), await api.signUp()];
    const { next } = await eventsOf(owner);
    for (const after of ["x", "", next.slice(0, -2), `${next}AAAA`])
      expect(await failureOf(owner.caller.event.list({ after }))).toMatchObject({
        code: "INVALID_INPUT",
        details: { errors: { after: [expect.any(String)] } },
      });
    expect((await failureOf(other.caller.event.list({ after: next }))).code).toBe("INVALID_INPUT");
    const unknown: unknown = "patient.sold";
    const failure = await failureOf(owner.caller.event.list({ types: [unknown as "patient.created"] }));
    expect(failure.code).toBe("INVALID_INPUT");
  });

  it("answers a reset after a restored backup, and after events were deleted, but never silence", async () => {
    const owner = await api.practiceWithPatient();
    const practiceId = (await owner.caller.practice.mine()).id;
    const first = await eventsOf(owner);
    await add(owner, "Bo");
    const second = await eventsOf(owner);
    await reader.execute(sql`
      delete from change_log where practice_id = ${practiceId} and place = 2`);
    await reader.execute(sql`update change_place set place = 1 where practice_id = ${practiceId}`);
    expect(await eventsOf(owner, { after: second.next })).toMatchObject({ items: [], isReset: true });
    expect(await eventsOf(owner, { after: first.next })).toMatchObject({ items: [], isReset: false });
    // Another change has the place now.
    await add(owner, "Cy");
    const reset = await eventsOf(owner, { after: second.next });
    expect(reset).toMatchObject({ items: [], isReset: true });
    await add(owner, "Di");
    expect(await typesOf(owner, { after: reset.next })).toEqual(["patient.created"]);
  });

  it("lacks events that are too old, but a cursor of the last one stays valid", async () => {
    const owner = await api.practiceWithPatient();
    const practiceId = (await owner.caller.practice.mine()).id;
    const begin = await eventsOf(owner);
    await add(owner, "Bo");
    const end = await eventsOf(owner);
    await reader.execute(
      sql`update change_log set at = now() - interval '31 days' where practice_id = ${practiceId}`,
    );
    await deleteOldChanges(reader, 30);
    expect(await eventsOf(owner, { after: begin.next })).toMatchObject({ items: [], isReset: true });
    expect(await eventsOf(owner, { after: end.next })).toMatchObject({ items: [], isReset: false });
    expect(await typesOf(owner)).toEqual(["patient.created"]);
  });
});

describe("a reader", () => {
  it("without clinical permissions gets no change of guarded fields alone, and the versions that they see", async () => {
    const owner = await api.practiceWithPatient();
    const { caller, patientId: id } = owner;
    const reception = await makeColleague(api, owner, "reception");
    await caller.patient.update({ id, expectedVersion: 1, medicalHistory: "Asthma" });
    await caller.patient.update({ id, expectedVersion: 2, address: "A" });
    const seen = (await eventsOf(reception)).items.map(({ type, version }) => [type, version]);
    expect(seen).toEqual([
      ["patient.created", 1],
      ["patient.updated", 2],
    ]);
    expect((await reception.caller.patient.byId({ id })).version).toBe(2);
    expect((await eventsOf(owner)).items.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it("gets only kinds that they may read, and learns nothing of the others from cursors", async () => {
    const owner = await api.practiceWithPatient();
    const permissions = ["event:read" as const, "saved-view:read" as const];
    const { key } = await owner.caller.apiKey.create({ name: "Sync", permissions });
    const service = { caller: api.callerWith({ accessToken: key }) };
    const before = await eventsOf(service);
    await owner.caller.savedView.create({ name: "All", filters: {} });
    expect(await typesOf(service)).toEqual(["savedView.created"]);
    expect(await typesOf(service, { types: ["patient.created"] })).toEqual([]);
    // A cursor is another text of the same length each time, so that neither tells anything.
    const read = () => eventsOf(service, { after: before.next });
    const [one, two] = [await read(), await read()];
    expect(one.next).not.toBe(two.next);
    await Promise.all(Array.from({ length: 9 }, () => add(owner)));
    const later = await eventsOf(service, { after: one.next });
    expect(later).toMatchObject({ items: [], hasMore: false });
    expect(later.next).toHaveLength(one.next.length);
  });

  it("gets none of another practice", async () => {
    const [owner, other] = [await api.practiceWithPatient(), await api.practiceWithPatient()];
    const ids = (await eventsOf(other)).items.map(({ recordId }) => recordId);
    expect(ids).toEqual([other.patientId]);
    expect(await typesOf(other, { patientId: owner.patientId })).toEqual([]);
  });
});

describe("an operation on many records is one event:", () => {
  it("a merge, and its undo", async () => {
    const owner = await api.practiceWithPatient();
    const { caller, patientId: keepId } = owner;
    const { id: mergedId } = await add(owner, "Anne Lee");
    const { id: doctorId } = await caller.doctor.create({ name: "Doc" });
    await caller.assignment.create({ patientId: mergedId, doctorId });
    const { next: after } = await eventsOf(owner);
    const versions = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
    const { id: mergeId } = await caller.patient.merge({ keepId, mergedId, ...versions });
    await caller.patient.unmerge({ mergeId });
    const both = { recordId: mergedId, patientId: keepId, version: null, by: owner.account.id };
    expect((await eventsOf(owner, { after })).items).toMatchObject([
      { type: "patient.merged", ...both, count: 3 },
      { type: "patient.unmerged", ...both, count: 3 },
    ]);
    for (const patientId of [keepId, mergedId])
      expect(await typesOf(owner, { after, patientId })).toEqual(["patient.merged", "patient.unmerged"]);
  });

  it("an erasure, which also deletes what the log had of the person", async () => {
    const owner = await api.practiceWithPatient();
    const { caller, patientId } = owner;
    const { id: doctorId } = await caller.doctor.create({ name: "Doc" });
    const { id: assignmentId } = await caller.assignment.create({ patientId, doctorId });
    const { next } = await eventsOf(owner);
    // Not placed yet.
    await caller.patient.update({ id: patientId, expectedVersion: 1, address: "A" });
    await erasePerson(api.database, { type: "patient", id: patientId, reason: "GDPR request 17" });
    const { items, isReset } = await eventsOf(owner, { after: next });
    expect(isReset).toBe(false);
    expect(items).toMatchObject([{ type: "patient.erased", recordId: patientId, by: null, count: 2 }]);
    expect(await typesOf(owner)).toEqual(["patient.erased"]);
    const rows = await reader.execute(sql`
      select action from change_log where ${assignmentId}::uuid = record_id or ${patientId}::uuid in (record_id, patient_id)`);
    expect(rows.map(({ action }) => action)).toEqual(["erased"]);
  });
});
