import type { DoctorId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { expect, it, vi } from "vitest";

const api = await createTestApi();
const { caller } = await api.signUp();
const { id: practiceId } = await caller.practice.mine();
const searcher = vi.spyOn(api.services.database, "searcher");
// A Citus node has its own connections for searches.
vi.spyOn(api.services.database, "readsFor").mockReturnThis();

const callersOf = async (call: Promise<unknown>) => {
  searcher.mockClear();
  await call;
  return searcher.mock.calls.map(([caller]) => caller);
};

it.each([
  { q: "ann" },
  { gender: "female" as const },
  { doctorId: newId<DoctorId>() },
  { minAge: 0 },
  { maxAge: 17 },
])("searches patients by %o on the search connections, under the practice", async (filter) => {
  expect(await callersOf(caller.patient.list(filter))).toEqual([practiceId]);
});

it.each([{ q: "ann" }, { gender: "female" as const }, { specialization: "CARD" }])(
  "searches doctors by %o on the search connections, under the practice",
  async (filter) => {
    expect(await callersOf(caller.doctor.list(filter))).toEqual([practiceId]);
  },
);

it("reads long pages, such as an export's, on the search connections", async () => {
  const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const lists = [
    caller.patient.list,
    caller.doctor.list,
    caller.assignment.list,
    (page: { limit: number }) => caller.assignment.listForPatient({ patientId: id, ...page }),
  ];
  for (const list of lists) {
    expect(await callersOf(list({ limit: 101 }))).toEqual([practiceId]);
    expect(await callersOf(list({ limit: 100 }))).toEqual([]);
  }
});

it("reads the audit on the search connections", async () => {
  const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  expect(new Set(await callersOf(caller.audit.accessReport({ patientId: id })))).toEqual(
    new Set([practiceId]),
  );
  expect(new Set(await callersOf(caller.audit.list()))).toEqual(new Set([practiceId]));
});

it("has long pages, as of an export, and costly queries wait for each other, and no others", async () => {
  const run = vi.spyOn(api.services.longReads, "run");
  const { id: visitTypeId } = await caller.visitType.create({ name: "Check-up", minutes: 30 });
  await caller.appointment.slots({ visitTypeId, from: "2030-01-01", to: "2030-01-02", limit: 1_000 });
  expect(run).not.toHaveBeenCalled();
  await caller.patient.list({ limit: 101 });
  await caller.audit.list({ limit: 101 });
  expect(run).toHaveBeenCalledTimes(2);
  await caller.patient.possibleDuplicates();
  await caller.statistics.overview({ timeZone: "UTC" });
  expect(run).toHaveBeenCalledTimes(4);
});

it("counts statistics on the search connections", async () => {
  const inUtc = { timeZone: "UTC" };
  const counts = [
    () => caller.statistics.patientGrowth(inUtc),
    () => caller.statistics.patientGroups(),
    () => caller.statistics.doctorLoad(),
    () => caller.statistics.today(inUtc),
    () => caller.doctor.workload({ ids: [asId(uuidv7())] }),
    () => caller.doctor.specializations(),
  ];
  for (const count of counts) expect(await callersOf(count())).toEqual([practiceId]);
});

it("reads plain pages on the ordinary connections", async () => {
  const pages = [
    caller.patient.list({ q: " " }),
    caller.patient.list({ sort: "name" }),
    caller.doctor.list(),
  ];
  expect(await callersOf(Promise.all(pages))).toEqual([]);
});
