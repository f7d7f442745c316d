import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting, untilWaitingOrDone } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { practiceWithPatient } = api;

const asthma = { code: { text: "Asthma" } } as const;

describe("a condition", () => {
  it("is a problem that the patient has, unless something else is said", async () => {
    const { caller, account, patientId } = await practiceWithPatient();
    const created = await caller.condition.create({ patientId, ...asthma, onset: "2019-05" });
    expect(created).toMatchObject({
      code: { text: "Asthma", coding: null },
      category: "problem-list-item",
      clinicalStatus: "active",
      verificationStatus: "confirmed",
      onset: "2019-05",
      abatement: null,
      createdBy: account.id,
      version: 1,
    });
    expect((await caller.condition.list({ patientId })).items).toEqual([created]);
    const over = { clinicalStatus: "resolved", abatement: "2021" } as const;
    const changed = await caller.condition.update({ id: created.id, expectedVersion: 1, ...over });
    expect(changed).toMatchObject({ ...over, onset: "2019-05", version: 2 });
    const { items } = await caller.condition.history({ id: created.id });
    expect(Object.keys(items[0]?.changes ?? {})).toEqual(["clinicalStatus", "abatement"]);
  });

  it.each([
    ["onset", { onset: "2019-13" }],
    ["onset", { onset: "2019-02-29" }],
    ["onset", { onset: "2199" }],
    ["abatement", { abatement: "2020" }],
    ["abatement", { onset: "2019-05", abatement: "2019-04-30", clinicalStatus: "resolved" }],
    ["recordedAt", { recordedAt: "2999-01-01T00:00:00Z" }],
    ["code.text", { code: {} }],
  ] as const)("refuses an impossible %s", async (field, given) => {
    const { caller, patientId } = await practiceWithPatient();
    const { details } = await failureOf(caller.condition.create({ patientId, ...asthma, ...given }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
  });

  it("may have ended in the year in which it began", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const dates = { onset: "2019-05", abatement: "2019", clinicalStatus: "resolved" } as const;
    expect(await caller.condition.create({ patientId, ...asthma, ...dates })).toMatchObject(dates);
  });

  it("is listed by when it was recorded, page by page, and left out if it was an error", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const days = ["2026-01-02", "2026-01-03", "2026-01-01"];
    for (const day of days)
      await caller.condition.create({ patientId, ...asthma, note: day, recordedAt: `${day}T10:00:00Z` });
    const first = await caller.condition.list({ patientId, limit: 2 });
    const second = await caller.condition.list({ patientId, limit: 2, cursor: first.nextCursor });
    const notes = [...first.items, ...second.items].map(({ note }) => note);
    expect(notes).toEqual(days.toSorted().toReversed());
    const [newest] = first.items;
    if (!newest) throw new Error("no condition");
    const change = { id: newest.id, expectedVersion: 1 };
    const wrong = await caller.condition.enterInError({ ...change, reason: "Other patient" });
    expect((await caller.condition.list({ patientId })).items).toHaveLength(2);
    expect((await caller.condition.list({ patientId, inError: true })).items).toEqual([wrong]);
    const late = caller.condition.update({ id: newest.id, expectedVersion: 2, severity: "mild" });
    expect((await failureOf(late)).code).toBe("RECORD_IN_ERROR");
  });
});

describe("a condition of an encounter", () => {
  it("is refused if that is another patient's, in error, or locked", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id: otherId } = await caller.patient.create({ name: "Bob Day", gender: "male" });
    const over = {
      status: "finished",
      startedAt: "2026-01-01T10:00:00Z",
      endedAt: "2026-01-01T11:00:00Z",
    } as const;
    const { id: encounterId } = await caller.encounter.create({ patientId, ...over });
    const created = await caller.condition.create({ patientId, encounterId, ...asthma });
    expect((await caller.condition.list({ patientId, encounterId })).items).toEqual([created]);
    const ofOther = caller.condition.create({ patientId: otherId, encounterId, ...asthma });
    expect((await failureOf(ofOther)).code).toBe("ENCOUNTER_NOT_FOUND");
    await caller.encounter.lock({ id: encounterId, expectedVersion: 1 });
    const late = caller.condition.create({ patientId, encounterId, ...asthma });
    expect((await failureOf(late)).code).toBe("ENCOUNTER_LOCKED");
    await caller.encounter.enterInError({ id: encounterId, expectedVersion: 2, reason: "Wrong" });
    const ofNone = caller.condition.create({ patientId, encounterId, ...asthma });
    expect((await failureOf(ofNone)).code).toBe("ENCOUNTER_NOT_FOUND");
    // The record can still change.
    const changed = await caller.condition.update({
      id: created.id,
      expectedVersion: 1,
      clinicalStatus: "resolved",
    });
    expect(changed).toMatchObject({ encounterId, clinicalStatus: "resolved" });
  });

  it("waits for whoever locks the encounter, and is refused then", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const at = "2026-01-01T10:00:00Z";
    const over = { status: "finished", startedAt: at, endedAt: at } as const;
    const { id: encounterId } = await caller.encounter.create({ patientId, ...over });
    const { id } = await caller.condition.create({ patientId, encounterId, ...asthma });
    const late = await api.database.transaction(async (tx) => {
      await tx.execute(
        sql`update encounter set locked_at = now(), locked_by = created_by where id = ${encounterId}`,
      );
      const recording = failureOf(caller.condition.create({ patientId, encounterId, ...asthma }));
      await untilWaitingOrDone(api.database, recording);
      const changing = failureOf(caller.condition.update({ id, expectedVersion: 1, severity: "mild" }));
      await untilWaiting(api.database, 2);
      return { recording, changing };
    });
    expect((await late.recording).code).toBe("ENCOUNTER_LOCKED");
    expect((await late.changing).code).toBe("ENCOUNTER_LOCKED");
    expect((await caller.condition.list({ patientId })).items).toMatchObject([{ id, version: 1 }]);
  });
});
