import { runTable } from "@caretype/import/test/uploads";
import { openWaitlist } from "@caretype/scheduling/test/waitlists";
import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";

// Repeated blanks within a text do not matter when records are compared.

const api = await createTestApi();
api.services.start();

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

/** A doctor of a specialization, and a patient who waits for one. */
async function withSpecialist(specialization: string) {
  const practice = await openWaitlist(api);
  const { caller, doctorId, booked, wait } = practice;
  await caller.doctor.update({ id: doctorId, expectedVersion: "any", specialization });
  const day = booked.startsAt.slice(0, 10);
  const entry = await wait({ doctorId: null, specialization });
  const found = async (specialization: string) => {
    const { patientId, visitTypeId, lastDay } = entry;
    const slots = await caller.appointment.slots({ visitTypeId, specialization, from: day, to: day });
    const wish = await caller.waitlist.add({ patientId, visitTypeId, specialization, lastDay });
    return { hasSlots: slots.items.length > 0, isSameWish: wish.id === entry.id };
  };
  return { ...practice, entry, found };
}

it("Doctors, slots and wishes are found by a specialization, however many blanks it has", async () => {
  const { caller, doctorId, found } = await withSpecialist(" Sports  medicine");
  for (const specialization of sameLine) {
    expect((await caller.doctor.list({ specialization })).items).toMatchObject([{ id: doctorId }]);
    expect(await found(specialization)).toEqual({ hasSlots: true, isSameWish: true });
  }
});

it("Specializations are also found that were stored before, with the blanks that were typed", async () => {
  const specialization = "Sleep  medicine";
  const { caller, doctorId, entry, found, cancel, offerAll, offered } = await withSpecialist(specialization);
  const { reader } = api.database;
  await reader.execute(sql`update doctor set specialization = ${specialization} where id = ${doctorId}`);
  await reader.execute(
    sql`update waitlist_entry set specialization = ${specialization} where id = ${entry.id}`,
  );
  expect((await caller.doctor.list({ specialization })).items).toMatchObject([{ id: doctorId }]);
  expect(await found(specialization)).toEqual({ hasSlots: true, isSameWish: true });
  await reader.execute(sql`update doctor set specialization = 'Sleep medicine' where id = ${doctorId}`);
  await cancel();
  await offerAll();
  expect(await offered()).toEqual([entry.patientId]);
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
