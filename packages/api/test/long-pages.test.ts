import { insertImport } from "@caretype/db/testing";
import { expect, it } from "vitest";
import type { PracticeId } from "../src/field/ids.ts";
import { callerByPath } from "./caller.ts";
import { inputFields, procedures } from "./procedures.ts";
import { linkToDoctor, signedNote } from "./signing.ts";
import { createTestApi } from "./support.ts";
import { checkedUpload } from "./uploads.ts";

const api = await createTestApi();

const pages = procedures.filter((procedure) => "limit" in inputFields(procedure));

/** Creates the records that pages refer to. */
async function createIds(caller: Awaited<ReturnType<typeof api.signUp>>["caller"]) {
  const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const doctor = await caller.doctor.create({ name: "Bo Ray" });
  const assignment = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
  const visitType = await caller.visitType.create({ name: "Visit", minutes: 20 });
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  await caller.openingHours.set({ doctorId: doctor.id, expectedVersion: "any", weekly: week });
  const [from, to] = [1, 3].map((days) =>
    new Date((Math.ceil(Date.now() / 86_400_000) + days) * 86_400_000).toISOString(),
  );
  const visit = { patientId: patient.id, doctorId: doctor.id, visitTypeId: visitType.id };
  const appointment = await caller.appointment.book({ ...visit, startsAt: from ?? "" });
  const encounter = await caller.encounter.create({ patientId: patient.id });
  const of = { patientId: patient.id };
  const condition = await caller.condition.create({ ...of, code: { text: "Cough" } });
  const allergy = await caller.allergy.create({ ...of, substance: { text: "Nuts" } });
  const value = { kind: "boolean", boolean: true } as const;
  const observation = await caller.observation.create({ ...of, code: { text: "Smokes" }, value });
  const medication = await caller.medication.create({ ...of, drug: { text: "Drug" } });
  const immunization = await caller.immunization.create({
    ...of,
    vaccine: { text: "Flu" },
    occurred: "2020",
  });
  const operation = await caller.procedure.create({ ...of, code: { text: "Stitches" } });
  const { id: accountId } = await caller.account.me();
  await linkToDoctor({ caller }, accountId);
  const note = await signedNote(caller, of);
  const ids = {
    note: note.id,
    medication: medication.id,
    immunization: immunization.id,
    procedure: operation.id,
    observation: observation.id,
    condition: condition.id,
    allergy: allergy.id,
    encounter: encounter.id,
    patient: patient.id,
    doctor: doctor.id,
    assignment: assignment.id,
    appointment: appointment.id,
  };
  return { ids, slots: { visitTypeId: visitType.id, from: from?.slice(0, 10), to: to?.slice(0, 10) } };
}

it.each(pages)("$path reads long pages on the search connections", async (procedure) => {
  const [feature = ""] = procedure.path.split(".");
  const { caller, access, account } = await (feature === "staff" ? api.signUpStaff() : api.signUp());
  const { ids: made, slots } = await createIds(caller);
  const imported =
    procedure.path === "import.invalidRows"
      ? await checkedUpload(caller, api.database)
      : await insertImport(api.database.reader, account.id, made.patient);
  const ids = { ...made, staff: account.id, import: imported };
  let searches = 0;
  const database = {
    ...api.services.database,
    searcher: (practiceId: PracticeId) => {
      searches += 1;
      return api.services.database.searcher(practiceId);
    },
  };
  const services = { ...api.services, database };
  const call = callerByPath(api.callerWith({ accessToken: access, services }));
  const fields = inputFields(procedure);
  const named = {
    ...("id" in fields && { id: Object.entries(ids).find(([kind]) => kind === feature)?.[1] }),
    ...(procedure.path === "appointment.slots" && slots),
    ...(procedure.path === "codes.search" && { q: "any" }),
    ...("patientId" in fields && { patientId: ids.patient }),
  };
  await call(procedure.path, { ...named, limit: 101 });
  expect(searches).toBeGreaterThan(0);
});
