import type { DoctorId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { inDays, unknownId } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

async function assign(caller: Caller, doctorId: DoctorId, patients = 1) {
  for (let count = 0; count < patients; count++) {
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.assignment.create({ patientId, doctorId });
  }
}

describe("the workload of doctors", () => {
  it("counts only the practice's patients, once per doctor, in the requested order", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    const one = await caller.doctor.create({ name: "Sam Okafor" });
    const two = await caller.doctor.create({ name: "Mia Wong", maxAppointmentsPerDay: 0 });
    await assign(caller, one.id, 2);
    await assign(other.caller, one.id, 3);
    await assign(other.caller, two.id);
    const ids = [two.id, unknownId, asId<DoctorId>(one.id.toUpperCase()), two.id];
    expect(await caller.doctor.workload({ ids })).toEqual({
      items: [
        { doctorId: two.id, patients: 0, appointmentsToday: 0, maxAppointmentsPerDay: 0 },
        { doctorId: one.id, patients: 2, appointmentsToday: 0, maxAppointmentsPerDay: 10 },
      ],
      nextCursor: null,
    });
  });

  it("counts the practice's appointments of today, without cancelled ones", async () => {
    const owner = await api.signUp();
    const { caller } = owner;
    const { book, doctorId, otherId } = await makeSchedule(owner);
    const first = await book();
    await book({ patientId: otherId, startsAt: inDays(8) });
    const countToday = async () =>
      (await caller.doctor.workload({ ids: [doctorId] })).items.map((item) => item.appointmentsToday);
    expect(await countToday()).toEqual([0]);
    // Backdates the booking by a week.
    await api.database.reader.execute(sql`
      update appointment set status = 'fulfilled', starts_at = now(), ends_at = now() + interval '1 second',
        occupied_from = now(), occupied_to = now() + interval '1 second' where id = ${first.id}`);
    expect(await countToday()).toEqual([1]);
    await api.database.reader.execute(
      sql`update appointment set status = 'cancelled' where id = ${first.id}`,
    );
    expect(await countToday()).toEqual([0]);
  });

  it("accepts 1 to 200 doctors", async () => {
    const { caller } = await api.signUp();
    const errorsOf = async (count: number) =>
      (await failureOf(caller.doctor.workload({ ids: Array(count).fill(unknownId) }))).details.errors;
    expect(await errorsOf(0)).toEqual({ ids: ["Send at least one id"] });
    expect(await errorsOf(201)).toEqual({ ids: ["Send at most 200 ids"] });
    expect(await caller.doctor.workload({ ids: Array(200).fill(unknownId) })).toMatchObject({ items: [] });
  });
});

describe("specializations", () => {
  it("are counted for doctors with a patient in the practice; others are sorted by label", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    const add = async (specialization: string | null) =>
      (await caller.doctor.create({ name: "Sam Okafor", specialization })).id;
    const [cardiologist, surgeon, another, free] = [
      await add("CARD"),
      await add("Hand surgery"),
      await add("hand Surgery"),
      await add(null),
    ];
    await add("Zoology");
    await add("PED");
    for (const id of [cardiologist, surgeon, another, free]) await assign(caller, id, 2);
    await assign(other.caller, cardiologist);
    const { items, nextCursor } = await caller.doctor.specializations();
    expect(items).toEqual([
      { specialization: expect.stringMatching(/^hand surgery$/i), label: expect.any(String), doctors: 2 },
      { specialization: "CARD", label: "Cardiology", doctors: 1 },
      { specialization: "PED", label: "Pediatrics", doctors: 0 },
      { specialization: "Zoology", label: "Zoology", doctors: 0 },
    ]);
    expect(nextCursor).toBeNull();
    for (const { specialization } of items)
      expect((await caller.doctor.list({ specialization })).items).not.toHaveLength(0);
    expect((await other.caller.doctor.specializations()).items[0]).toMatchObject({ specialization: "CARD" });
  });

  it("include the first 200 of the directory, and all used ones", async () => {
    const { caller } = await api.signUp();
    for (let count = 0; count < 200; count++)
      await caller.doctor.create({ name: "Sam Okafor", specialization: `Field ${count}` });
    const last = await caller.doctor.create({ name: "Mia Wong", specialization: "zzz" });
    await caller.doctor.create({ name: "Leo Fry", specialization: "zzzz" });
    await assign(caller, last.id);
    const { items } = await caller.doctor.specializations();
    expect(items).toHaveLength(201);
    expect(items[0]).toEqual({ specialization: "zzz", label: "zzz", doctors: 1 });
  });
});
