import { toDomainError } from "@caretype/core/kernel/error/map";
import type { EncounterId } from "@caretype/core/kernel/field/ids";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaitingOrDone } from "@caretype/test-api/waiting";
import { lockRow } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { practiceWithPatient } = api;
const { reader } = api.database;

const over = {
  status: "finished",
  startedAt: "2026-03-02T09:00:00Z",
  endedAt: "2026-03-02T09:20:00Z",
} as const;
const cough = {
  text: "Dry cough",
  coding: { system: "http://snomed.info/sct", code: "11833005", display: "Dry cough", version: null },
};

describe("an encounter", () => {
  it("begins now, with who sees whom and why", async () => {
    const { caller, account, patientId } = await practiceWithPatient();
    const { id: doctorId } = await caller.doctor.create({ name: "Bo Ray" });
    const created = await caller.encounter.create({ patientId, doctorId, reason: cough });
    expect(created).toMatchObject({
      patientId,
      patientName: "Ann Lee",
      doctorId,
      doctorName: "Bo Ray",
      class: "ambulatory",
      status: "in-progress",
      reason: cough,
      endedAt: null,
      createdBy: account.id,
      version: 1,
    });
    expect(created.startedAt).not.toBeNull();
    expect(await caller.encounter.byId({ id: created.id })).toEqual(created);
  });

  it("words a code without words by its display", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { coding } = cough;
    const { reason } = await caller.encounter.create({ patientId, reason: { coding } });
    expect(reason).toEqual(cough);
  });

  it("may be about last week, and overlap another", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const one = await caller.encounter.create({ patientId, ...over });
    const other = await caller.encounter.create({ patientId, ...over, class: "virtual" });
    const { items } = await caller.encounter.list({ patientId });
    expect(items).toEqual([other, one]);
    expect(one.createdAt > over.startedAt).toBe(true);
  });

  it("goes from planned to locked, a version a step", async () => {
    const { caller, patientId, account } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId, status: "planned" });
    await caller.encounter.arrive({ id, expectedVersion: 1 });
    await caller.encounter.start({ id, expectedVersion: 2 });
    await caller.encounter.finish({ id, expectedVersion: 3 });
    const locked = await caller.encounter.lock({ id, expectedVersion: 4 });
    expect(locked).toMatchObject({ status: "finished", lockedBy: account.id, version: 5 });
    const { items } = await caller.encounter.history({ id });
    expect(items.map(({ record }) => record?.status)).toEqual([
      "finished",
      "finished",
      "in-progress",
      "arrived",
      "planned",
    ]);
    expect(Object.keys(items[0]?.changes ?? {})).toEqual(["lockedAt", "lockedBy"]);
  });

  it("is finished while another one of the patient goes on", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const [one, other] = [
      await caller.encounter.create({ patientId }),
      await caller.encounter.create({ patientId }),
    ];
    expect(await caller.encounter.finish({ id: one.id, expectedVersion: 1 })).toMatchObject({
      status: "finished",
    });
    expect(await caller.encounter.byId({ id: other.id })).toEqual(other);
    await caller.encounter.finish({ id: other.id, expectedVersion: 1 });
  });

  it("changes only in the fields that are sent, and an equal change is none", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId, ...over, reason: cough });
    const changed = await caller.encounter.update({ id, expectedVersion: 1, class: "home" });
    expect(changed).toMatchObject({ class: "home", reason: cough, version: 2 });
    expect(await caller.encounter.update({ id, expectedVersion: 2, reason: cough })).toEqual(changed);
    const cleared = await caller.encounter.update({ id, expectedVersion: 2, reason: null });
    expect(cleared).toMatchObject({ reason: null, version: 3 });
    const stale = caller.encounter.update({ id, expectedVersion: 2, class: "virtual" });
    expect(await failureOf(stale)).toMatchObject({ code: "STALE_VERSION", details: { current: cleared } });
  });

  it.each([
    ["startedAt", { status: "finished" }],
    ["endedAt", { ...over, endedAt: "2026-03-02T08:59:59Z" }],
    ["startedAt", { startedAt: "2999-01-01T00:00:00Z" }],
    ["startedAt", { status: "planned", startedAt: over.startedAt }],
    ["endedAt", { endedAt: over.endedAt }],
    ["reason.text", { reason: {} }],
    ["reason.coding.system", { reason: { coding: { ...cough.coding, system: "SNOMED" } } }],
  ] as const)("refuses an impossible %s", async (field, given) => {
    const { caller, patientId } = await practiceWithPatient();
    const { details } = await failureOf(caller.encounter.create({ patientId, ...given }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
    expect((await caller.encounter.list({ patientId })).items).toEqual([]);
  });
});

describe("each step of an encounter", () => {
  const any = { expectedVersion: "any" } as const;
  const reason = "Wrong";
  type Person = Awaited<ReturnType<typeof practiceWithPatient>>;

  const createWith = {
    planned: ({ caller, patientId }: Person) => caller.encounter.create({ patientId, status: "planned" }),
    arrived: ({ caller, patientId }: Person) => caller.encounter.create({ patientId, status: "arrived" }),
    "in-progress": ({ caller, patientId }: Person) => caller.encounter.create({ patientId }),
    finished: ({ caller, patientId }: Person) => caller.encounter.create({ patientId, ...over }),
    cancelled: async (person: Person) =>
      person.caller.encounter.cancel({ ...(await idOf(createWith.planned(person))), ...any, reason }),
    "entered-in-error": async (person: Person) =>
      person.caller.encounter.enterInError({ ...(await idOf(createWith.planned(person))), ...any, reason }),
    locked: async (person: Person) =>
      person.caller.encounter.lock({ ...(await idOf(createWith.finished(person))), ...any }),
  };
  const idOf = async (making: ReturnType<Person["caller"]["encounter"]["create"]>) => ({
    id: (await making).id,
  });

  const refused = (recordStatus: string) => `ENCOUNTER_STATE ${recordStatus}`;
  // The status after each step, or the refusal: arrive, start, finish, cancel, enter in error, lock.
  it.each([
    ["planned", "arrived", "in-progress", refused("planned"), "cancelled", refused("planned")],
    ["arrived", refused("arrived"), "in-progress", refused("arrived"), "cancelled", refused("arrived")],
    [
      "in-progress",
      ...Array(2).fill(refused("in-progress")),
      "finished",
      ...Array(2).fill(refused("in-progress")),
    ],
    ["finished", ...Array(4).fill(refused("finished")), "finished"],
    ["cancelled", ...Array(5).fill(refused("cancelled"))],
    ["entered-in-error", ...Array(5).fill(refused("entered-in-error"))],
    ["locked", ...Array(4).fill(refused("finished")), "ENCOUNTER_LOCKED"],
  ] as const)("from %s", async (...[status, arrive, start, finish, cancel, lock]) => {
    const person = await practiceWithPatient();
    const { encounter } = person.caller;
    const outcome = async (step: (id: { id: EncounterId } & typeof any) => Promise<{ status: string }>) => {
      const input = { ...(await idOf(createWith[status](person))), ...any };
      const before = await encounter.byId({ id: input.id });
      try {
        return (await step(input)).status;
      } catch (error) {
        expect(await encounter.byId({ id: input.id })).toEqual(before);
        const { code, details } = toDomainError(error);
        return [code, details.recordStatus].filter(Boolean).join(" ");
      }
    };
    expect({
      arrive: await outcome(encounter.arrive),
      start: await outcome(encounter.start),
      finish: await outcome(encounter.finish),
      cancel: await outcome((input) => encounter.cancel({ ...input, reason })),
      enterInError: await outcome((input) => encounter.enterInError({ ...input, reason })),
      lock: await outcome(encounter.lock),
    }).toEqual({
      arrive,
      start,
      finish,
      cancel,
      lock,
      enterInError: status === "entered-in-error" ? refused(status) : "entered-in-error",
    });
  });
});

describe("a locked encounter", () => {
  it("has no record that is younger than its lock", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId, ...over });
    const { locking, record } = await api.database.transaction(async (tx) => {
      await lockRow(tx, { table: "encounter", id, strength: "share" });
      const locking = caller.encounter.lock({ id, expectedVersion: 1 });
      await untilWaitingOrDone(api.database, locking);
      const given = { patientId, encounterId: id, code: { text: "Cough" } };
      return { locking, record: await caller.condition.create(given) };
    });
    const { lockedAt } = await locking;
    expect(lockedAt !== null && lockedAt > record.createdAt).toBe(true);
  });

  it("cannot be changed by anybody, but entered in error", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId, ...over });
    await caller.encounter.lock({ id, expectedVersion: 1 });
    const refused = [
      caller.encounter.update({ id, expectedVersion: 2, class: "home" }),
      caller.encounter.lock({ id, expectedVersion: 2 }),
    ];
    for (const { code } of await Promise.all(refused.map(failureOf))) expect(code).toBe("ENCOUNTER_LOCKED");
    const byOwner = reader.execute(sql`update encounter set class = 'home' where id = ${id}`);
    await expect(byOwner).rejects.toThrow();
    const wrong = await caller.encounter.enterInError({ id, expectedVersion: 2, reason: "Other patient" });
    expect(wrong).toMatchObject({ status: "entered-in-error", errorReason: "Other patient", version: 3 });
    const again = reader.execute(sql`update encounter set error_reason = 'None' where id = ${id}`);
    await expect(again).rejects.toThrow();
  });
});

describe("an encounter that was entered in error", () => {
  it("is only in lists that ask for it, and stays readable", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId });
    const wrong = await caller.encounter.enterInError({ id, expectedVersion: 1, reason: "Wrong" });
    expect((await caller.encounter.list({ patientId })).items).toEqual([]);
    const asked = await caller.encounter.list({ patientId, status: "entered-in-error" });
    expect(asked.items).toEqual([wrong]);
    expect(await caller.encounter.byId({ id })).toEqual(wrong);
    const late = await failureOf(caller.encounter.update({ id, expectedVersion: 2, class: "home" }));
    expect(late.code).toBe("ENCOUNTER_STATE");
  });
});

describe("a list of encounters", () => {
  it("pages by when they began, and within times", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const encounters = [];
    for (const day of ["2026-01-03", "2026-01-01", "2026-01-02", "2026-01-02"]) {
      const at = `${day}T10:00:00Z`;
      encounters.push(
        await caller.encounter.create({ patientId, status: "finished", startedAt: at, endedAt: at }),
      );
    }
    const [third, first, second, alsoSecond] = encounters;
    const page = await caller.encounter.list({ limit: 2 });
    expect(page.items).toEqual([third, alsoSecond]);
    const rest = await caller.encounter.list({ limit: 2, cursor: page.nextCursor });
    expect(rest).toEqual({ items: [second, first], nextCursor: null });
    const within = await caller.encounter.list({ from: "2026-01-01T10:00:00Z", to: "2026-01-02T10:00:00Z" });
    expect(within.items).toEqual([first]);
  });
});

describe("a patient with clinical records", () => {
  it("cannot be removed", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId });
    await caller.encounter.enterInError({ id, expectedVersion: 1, reason: "Wrong" });
    const removal = await failureOf(caller.patient.remove({ id: patientId, expectedVersion: 1 }));
    expect(removal).toMatchObject({
      code: "PATIENT_HAS_RECORDS",
      details: { records: [{ kind: "encounter", count: 1 }] },
    });
    await expect(reader.execute(sql`delete from patient where id = ${patientId}`)).rejects.toThrow();
  });

  it("keeps them in a merge, and gets them back when it is undone", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id: keepId } = await caller.patient.create({ name: "Ann Leigh", gender: "female" });
    const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
    const moving = await caller.encounter.create({ patientId, ...over });
    await caller.encounter.lock({ id: moving.id, expectedVersion: 1 });
    const own = await caller.encounter.create({ patientId: keepId });
    const { id: mergeId } = await caller.patient.merge({ keepId, mergedId: patientId, ...any });
    const idsOf = async (id: typeof keepId) =>
      (await caller.encounter.list({ patientId: id })).items.map((each) => each.id);
    expect(await idsOf(keepId)).toEqual([own.id, moving.id]);
    await caller.patient.unmerge({ mergeId });
    expect(await idsOf(keepId)).toEqual([own.id]);
    expect(await idsOf(patientId)).toEqual([moving.id]);
  });
});

describe("the reception", () => {
  it("learns nothing of encounters", async () => {
    const { caller, patientId, account } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId });
    await reader.execute(sql`update membership set role = 'reception' where account_id = ${account.id}`);
    api.services.principals.forget({ account: account.id });
    const calls = [
      caller.encounter.byId({ id }),
      caller.encounter.list({ patientId }),
      caller.encounter.history({ id }),
      caller.encounter.create({ patientId }),
    ];
    for (const { code } of await Promise.all(calls.map(failureOf))) expect(code).toBe("PERMISSION_DENIED");
  });
});

describe("fifty who start one encounter at once", () => {
  it("start it once", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.encounter.create({ patientId, status: "planned" });
    const starts = Array.from({ length: 50 }, () =>
      caller.encounter.start({ id, expectedVersion: "any" }).then(
        ({ version }) => version,
        ({ cause }) => cause.code,
      ),
    );
    const outcomes = await Promise.all(starts);
    expect(outcomes.filter((outcome) => outcome === 2)).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set([2, "ENCOUNTER_STATE"]));
  });
});
