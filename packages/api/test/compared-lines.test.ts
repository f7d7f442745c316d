import { expect, it } from "vitest";
import { failureOf } from "./failure.ts";
import { createTestApi } from "./support.ts";
import { runTable } from "./uploads.ts";
import { openWaitlist } from "./waitlists.ts";

// Texts by which records are compared: nobody sees how many blanks are within them.

const api = await createTestApi();
api.services.start();
const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code;

const sameLine = ["Sports  medicine", "sports\u00a0 medicine", "SPORTS\u3000MEDICINE"];

it("A name of a list is taken, however many blanks it has", async () => {
  const { caller } = await api.signUp();
  const lists = {
    ROOM_NAME_TAKEN: (name: string) => caller.room.create({ name }),
    VISIT_TYPE_NAME_TAKEN: (name: string) => caller.visitType.create({ name, minutes: 20 }),
    NOTE_KIND_NAME_TAKEN: (name: string) => caller.noteKind.create({ name }),
    SAVED_VIEW_NAME_TAKEN: (name: string) => caller.savedView.create({ name, filters: { sort: "name" } }),
  };
  for (const [taken, create] of Object.entries(lists)) {
    expect((await create("Sports medicine")).name).toBe("Sports medicine");
    for (const name of sameLine) expect(await codeOf(create(name))).toBe(taken);
  }
});

it("A license number is one, however many blanks it has", async () => {
  const { caller } = await api.signUp();
  const doctor = { name: "Eve Stone", licenseNumber: "ZH 12 34" };
  await caller.doctor.create(doctor);
  expect(await codeOf(caller.doctor.create({ ...doctor, licenseNumber: "zh  12\u00a034" }))).toBe(
    "LICENSE_NUMBER_TAKEN",
  );
});

it("An imported visit names its doctor by a license number, however many blanks it has", async () => {
  const { caller } = await api.signUp();
  await caller.doctor.create({ name: "Lia Moor", licenseNumber: "BE 56 78" });
  await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const { result } = await runTable(caller, {
    records: "appointment",
    lines: ["Patient,Doctor,Start", "Ann Lee,be  56\u00a078,2020-01-06 09:00"],
    table: {
      mapping: { patient: "Patient", doctor: "Doctor", startsAt: "Start" },
      dateFormat: "YYYY-MM-DD",
    },
  });
  expect(result?.appointments).toMatchObject({ imported: 1 });
});

it("Doctors, slots and wishes are found by a specialization, however many blanks it has", async () => {
  const { caller, doctorId, visitTypeId, wait, booked } = await openWaitlist(api);
  await caller.doctor.update({ id: doctorId, expectedVersion: "any", specialization: " Sports  medicine" });
  const day = booked.startsAt.slice(0, 10);
  const first = await wait({ doctorId: null, specialization: "Sports medicine" });
  for (const specialization of sameLine) {
    expect((await caller.doctor.list({ specialization })).items).toMatchObject([{ id: doctorId }]);
    const slots = await caller.appointment.slots({ visitTypeId, specialization, from: day, to: day });
    expect(slots.items.length).toBeGreaterThan(0);
    const { patientId, lastDay } = first;
    const again = await caller.waitlist.add({ patientId, visitTypeId, specialization, lastDay });
    expect(again.id).toBe(first.id);
  }
});

it("Results in the same words are one series, however many blanks they have", async () => {
  const { caller } = await api.signUp();
  const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const value = { kind: "quantity", number: "3", unit: null } as const;
  for (const text of ["Grip strength", "Grip  strength"])
    await caller.observation.create({ patientId, code: { text }, value });
  for (const code of ["grip strength", "Grip  strength"]) {
    const { series } = await caller.chart.trend({ patientId, code });
    expect(series.map(({ points }) => points.length)).toEqual([2]);
  }
});
