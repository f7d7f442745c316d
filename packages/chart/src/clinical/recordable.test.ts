import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting, whileHeld } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { linkToDoctor, practiceWithSigner } from "../../test/signing.ts";

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;
const value = { kind: "text", text: "Seen" } as const;

async function practiceWithPatient(birth: { dateOfBirth: string } | { age: number }) {
  const owner = await api.signUp();
  const { id: patientId } = await owner.caller.patient.create({
    name: "Ann Lee",
    gender: "female",
    ...birth,
  });
  return { ...owner, patientId };
}
type World = Awaited<ReturnType<typeof practiceWithPatient>>;

const noon = (day: string) => `${day}T12:00:00Z`;

/** Each kind with a field that says when it happened. */
const kinds: [field: string, make: (world: World, day: string) => Promise<{ id: string }>][] = [
  [
    "startedAt",
    ({ caller, patientId }, day) =>
      caller.encounter.create({ patientId, status: "finished", startedAt: noon(day), endedAt: noon(day) }),
  ],
  [
    "effectiveAt",
    ({ caller, patientId }, day) =>
      caller.observation.create({ patientId, code: { text: "Look" }, value, effectiveAt: noon(day) }),
  ],
  [
    "onset",
    ({ caller, patientId }, onset) => caller.condition.create({ patientId, code: { text: "Flu" }, onset }),
  ],
  [
    "onset",
    ({ caller, patientId }, onset) =>
      caller.allergy.create({ patientId, substance: { text: "Nuts" }, onset }),
  ],
  [
    "from",
    ({ caller, patientId }, from) => caller.medication.create({ patientId, drug: { text: "Aspirin" }, from }),
  ],
  [
    "occurred",
    ({ caller, patientId }, occurred) =>
      caller.immunization.create({ patientId, vaccine: { text: "Flu" }, occurred }),
  ],
  [
    "performedFrom",
    ({ caller, patientId }, performedFrom) =>
      caller.procedure.create({ patientId, code: { text: "Stitches" }, performedFrom }),
  ],
  [
    "recordedAt",
    ({ caller, patientId }, day) =>
      caller.noteDraft.create({ patientId, kind: "Letter", text: "Came.", recordedAt: noon(day) }),
  ],
];

describe("a record", () => {
  it.each(kinds)("has no %s before the birth", async (field, make) => {
    const world = await practiceWithPatient({ dateOfBirth: "2020-03-02" });
    const { details } = await failureOf(make(world, "2020-03-01"));
    expect(details.errors?.[field]).toEqual(["Is before the patient's birth"]);
    await make(world, "2020-03-02");
  });

  it.each(kinds.slice(0, -1))("has no birth after it: %s", async (_field, make) => {
    const world = await practiceWithPatient({ dateOfBirth: "1970-01-01" });
    const { caller, patientId: id } = world;
    await make(world, "1975-06-02");
    const born = (dateOfBirth: string | null, age?: number) =>
      caller.patient.update({ id, ...any, dateOfBirth, ...(age && { age }) });
    const message = ["Is after a record of the patient"];
    expect((await failureOf(born("2020-01-01"))).details.errors).toEqual({
      dateOfBirth: message,
    });
    await born("1975-06-02");
    expect((await failureOf(born(null, 5))).details.errors).toEqual({
      dateOfBirth: message,
    });
  });

  it("may be of the month or the year of the birth, and of the year before an age that was told", async () => {
    const { caller, patientId } = await practiceWithPatient({ dateOfBirth: "2020-03-02" });
    const ill = (onset: string) => caller.condition.create({ patientId, code: { text: onset }, onset });
    for (const onset of ["2020", "2020-03"]) await ill(onset);
    for (const onset of ["2019", "2020-02"]) expect((await failureOf(ill(onset))).code).toBe("INVALID_INPUT");
    const person = await practiceWithPatient({ age: 40 });
    const born = new Date().getUTCFullYear() - 40;
    const of = { patientId: person.patientId, code: { text: "Flu" } };
    await person.caller.condition.create({ ...of, onset: String(born - 1) });
    expect((await failureOf(person.caller.condition.create({ ...of, onset: String(born - 2) }))).code).toBe(
      "INVALID_INPUT",
    );
  });

  it("is refused by the day of the practice, names its place, and stays as it is", async () => {
    const { caller, patientId } = await practiceWithPatient({ dateOfBirth: "2020-03-02" });
    await caller.practice.update({ timeZone: "America/New_York", ...any });
    const observed = (effectiveAt: string) => ({ patientId, code: { text: "Look" }, value, effectiveAt });
    const early = observed("2020-03-02T04:59:59Z");
    const { details } = await failureOf(
      caller.observation.createMany({ observations: [observed("2020-03-02T05:00:00Z"), early] }),
    );
    expect(details.errors).toEqual({
      "observations.1.effectiveAt": ["Is before the patient's birth"],
    });
    const created = await caller.condition.create({ patientId, code: { text: "Flu" }, onset: "2021" });
    const change = { id: created.id, ...any, onset: "2019" };
    expect((await failureOf(caller.condition.update(change))).details.errors).toEqual({
      onset: ["Is before the patient's birth"],
    });
    expect(await caller.condition.byId({ id: created.id })).toEqual(created);
  });

  it("has no day that is to come in the practice", async () => {
    const { caller, patientId } = await practiceWithPatient({ dateOfBirth: "2020-03-02" });
    const day = (timeZone: string, days: number) =>
      new Intl.DateTimeFormat("sv-SE", { timeZone }).format(Date.now() + days * 86_400_000);
    for (const timeZone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      await caller.practice.update({ timeZone, ...any });
      const given = (occurred: string) =>
        caller.immunization.create({ patientId, vaccine: { text: timeZone }, occurred });
      await given(day(timeZone, 0));
      expect((await failureOf(given(day(timeZone, 1)))).details.errors).toEqual({
        occurred: ["Is in the future"],
      });
    }
  });
});

const early = "1975-06-02";

/** Ann, born in 1970, and her duplicate with a later date of birth, or none. */
async function twoRecords(dateOfBirth: string | null) {
  const world = await practiceWithPatient({ dateOfBirth: "1970-01-01" });
  const { id: otherId } = await world.caller.patient.create({
    name: "Anne Lee",
    gender: "female",
    ...(dateOfBirth && { dateOfBirth }),
  });
  const ill = (patientId = world.patientId) =>
    world.caller.condition.create({ patientId, code: { text: "Flu" }, onset: early });
  return { ...world, otherId, ill };
}

const refusedBirth = ["The date of birth is after a record of the patient"];
const bothAny = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;

describe("a birth after a record", () => {
  it("does not come back by a revert", async () => {
    const { caller, otherId: id, ill } = await twoRecords("1980-05-05");
    await caller.patient.update({ id, ...any, dateOfBirth: "1970-02-03" });
    await ill(id);
    const { details } = await failureOf(caller.patient.revert({ id, version: 1, ...any }));
    expect(details.errors).toEqual({ version: refusedBirth });
    await caller.patient.revert({ id, version: 2, ...any });
  });

  it("is not kept, taken or filled by a merge", async () => {
    const { caller, patientId, otherId, ill } = await twoRecords("1980-05-05");
    await ill();
    for (const pair of [
      { keepId: otherId, mergedId: patientId },
      { keepId: patientId, mergedId: otherId, take: ["dateOfBirth" as const] },
    ]) {
      const { details } = await failureOf(caller.patient.merge({ ...pair, ...bothAny }));
      expect(details.errors).toEqual({ take: refusedBirth });
    }
    await caller.patient.merge({ keepId: otherId, mergedId: patientId, ...bothAny, take: ["dateOfBirth"] });
    const unborn = await twoRecords(null);
    await unborn.ill(unborn.otherId);
    await unborn.caller.patient.update({ id: unborn.patientId, ...any, dateOfBirth: "1990-01-01" });
    const filled = { keepId: unborn.otherId, mergedId: unborn.patientId, ...bothAny };
    expect((await failureOf(unborn.caller.patient.merge(filled))).details.errors).toEqual({
      take: refusedBirth,
    });
  });

  it("is not taken with a death before it", async () => {
    const { caller, patientId: keepId, otherId } = await twoRecords("1980-05-05");
    await caller.patient.update({ id: keepId, ...any, deceasedOn: "1979" });
    const merging = { keepId, mergedId: otherId, ...bothAny, take: ["dateOfBirth" as const] };
    expect((await failureOf(caller.patient.merge(merging))).details.errors).toEqual({
      deceasedOn: ["Is before the date of birth"],
    });
  });

  it.each(["kept", "merged"])(
    "does not come back by the undo of a merge, for the %s patient",
    async (who) => {
      const { caller, patientId, otherId, ill } = await twoRecords("1980-05-05");
      const record = await caller.condition.create({
        patientId: otherId,
        code: { text: "Cold" },
        onset: "1985",
      });
      const { id: mergeId } = await caller.patient.merge({
        ...(who === "kept"
          ? { keepId: otherId, mergedId: patientId }
          : { keepId: patientId, mergedId: otherId }),
        take: who === "kept" ? ["dateOfBirth"] : [],
        ...bothAny,
      });
      const created = who === "kept" ? await ill(otherId) : { id: record.id };
      if (who === "merged") await caller.condition.update({ id: record.id, ...any, onset: early });
      const failure = await failureOf(caller.patient.unmerge({ mergeId }));
      expect(failure).toMatchObject({
        code: "MERGE_BLOCKED",
        details: { blockedBy: [{ kind: "patient", id: otherId }] },
      });
      await caller.condition.enterInError({ id: created.id, ...any, reason: "Another" });
      await caller.patient.unmerge({ mergeId });
    },
  );

  it("keeps a draft from being signed", async () => {
    const { caller, patientId } = await practiceWithSigner(api);
    const draft = { patientId, kind: "Letter", text: "Came.", recordedAt: noon(early) };
    const { id } = await caller.noteDraft.create(draft);
    await caller.patient.update({ id: patientId, ...any, dateOfBirth: "1980-05-05" });
    const { hash } = await caller.noteDraft.review({ id });
    expect((await failureOf(caller.noteDraft.sign({ id, hash }))).details.errors).toEqual({
      recordedAt: ["Is before the patient's birth"],
    });
  });

  const writers: [string, (world: World) => Promise<() => Promise<unknown>>][] = [
    [
      "a new record",
      async ({ caller, patientId }) =>
        () =>
          caller.condition.create({ patientId, code: { text: "Flu" }, onset: early }),
    ],
    [
      "an allergy",
      async ({ caller, patientId }) =>
        () =>
          caller.allergy.create({ patientId, substance: { text: "Nuts" }, onset: early }),
    ],
    [
      "a draft of a note that is signed",
      async ({ caller, account, patientId }) => {
        await linkToDoctor({ caller }, account.id);
        const { id } = await caller.noteDraft.create({ patientId, text: "x", recordedAt: noon(early) });
        const { hash } = await caller.noteDraft.review({ id });
        return () => caller.noteDraft.sign({ id, hash });
      },
    ],
    [
      "several new ones",
      async ({ caller, patientId }) =>
        () =>
          caller.observation.createMany({
            observations: [{ patientId, code: { text: "Look" }, value, effectiveAt: noon(early) }],
          }),
    ],
    [
      "an encounter",
      async ({ caller, patientId }) =>
        () =>
          caller.encounter.create({
            patientId,
            status: "finished",
            startedAt: noon(early),
            endedAt: noon(early),
          }),
    ],
    [
      "a change of one",
      async ({ caller, patientId }) => {
        const { id } = await caller.condition.create({ patientId, code: { text: "Flu" } });
        return () => caller.condition.update({ id, ...any, onset: early });
      },
    ],
    [
      "a change of an encounter",
      async ({ caller, patientId }) => {
        const times = { startedAt: noon("1990-01-01"), endedAt: noon("1990-01-01") };
        const { id } = await caller.encounter.create({ patientId, status: "finished", ...times });
        return () => caller.encounter.update({ id, ...any, startedAt: noon(early) });
      },
    ],
    [
      "a change of an allergy",
      async ({ caller, patientId }) => {
        const { id } = await caller.allergy.create({ patientId, substance: { text: "Nuts" } });
        return () => caller.allergy.update({ id, ...any, onset: early });
      },
    ],
  ];
  const orders = writers.flatMap(([name, writer]) =>
    (["after", "before"] as const).map((order) => [name, order, writer] as const),
  );

  it.each(orders)("does not meet %s at the same moment, a little %s it", async (_name, order, writer) => {
    const world = await practiceWithPatient({ dateOfBirth: "1970-01-01" });
    const write = await writer(world);
    const born = () =>
      world.caller.patient.update({ id: world.patientId, ...any, dateOfBirth: "1980-05-05" });
    const calls = order === "after" ? [write, born] : [born, write];
    const running: Promise<unknown>[] = [];
    await whileHeld(
      api.database,
      sql`lock table record_version, condition, allergy, note, observation, encounter in share mode`,
      async () => {
        for (const call of calls) {
          const creation = call();
          running.push(creation);
          const settled = creation.then(
            () => undefined,
            () => undefined,
          );
          await Promise.race([untilWaiting(api.database, running.length), settled]);
        }
      },
    );
    const ends = await Promise.allSettled(running);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect((await failureOf(running[1] as Promise<unknown>)).code).toBe("INVALID_INPUT");
  });
});
