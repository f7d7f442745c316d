import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/failure.ts";
import { createTestApi } from "../../../test/support.ts";

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
    const told = await practiceWithPatient({ age: 40 });
    const born = new Date().getUTCFullYear() - 40;
    const of = { patientId: told.patientId, code: { text: "Flu" } };
    await told.caller.condition.create({ ...of, onset: String(born - 1) });
    expect((await failureOf(told.caller.condition.create({ ...of, onset: String(born - 2) }))).code).toBe(
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
    const made = await caller.condition.create({ patientId, code: { text: "Flu" }, onset: "2021" });
    const change = { id: made.id, ...any, onset: "2019" };
    expect((await failureOf(caller.condition.update(change))).details.errors).toEqual({
      onset: ["Is before the patient's birth"],
    });
    expect(await caller.condition.byId({ id: made.id })).toEqual(made);
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
