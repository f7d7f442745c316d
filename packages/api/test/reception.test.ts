import { linkToDoctor, signedNote } from "@caretype/chart/test/signing";
import { cases } from "@caretype/test-api/all-cases";
import { callerByPath } from "@caretype/test-api/caller";
import { nothing } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createFullFixture } from "@caretype/test-api/fixture";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { procedures } from "@caretype/test-api/procedures";
import { stableAnswer } from "@caretype/test-api/stable-answer";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

const queries = procedures.flatMap(({ path, type, guard }) => {
  const { allowed = [], probe, input = nothing } = cases.get(path) ?? {};
  const isTheirs = type === "query" && guard?.kind === "protected" && allowed.includes("reception");
  return isTheirs ? [{ path, input: probe ?? input }] : [];
});

/** The answers of all queries, after all changes have become events. */
async function snapshot(call: ReturnType<typeof callerByPath>, fixture: Fixture) {
  await api.services.runPeriodicTasks();
  const answers: Record<string, unknown> = {};
  for (const { path, input } of queries) {
    const given = await input(fixture);
    const answer = await call(path, given).catch((error: unknown) => failureOf(Promise.reject(error)));
    answers[path] = stableAnswer(answer);
  }
  return answers;
}

describe("the reception", () => {
  it("gets the same answers whether a patient has clinical records or not", async () => {
    const owner = await createFullFixture(api);
    const { appointment } = await owner.schedule();
    await linkToDoctor(owner, owner.account.id);
    const colleague = await makeColleague(api, owner, "clinician");
    const reception = callerByPath((await makeColleague(api, owner, "reception")).caller);
    const before = await snapshot(reception, owner);
    expect(Object.keys(before).length).toBeGreaterThan(30);
    expect(await snapshot(reception, owner)).toEqual(before);
    await fillChart(owner, colleague.caller, appointment);
    expect(await snapshot(reception, owner)).toEqual(before);
  });
});

/** Writes a record of each kind, and restricts and opens some. */
async function fillChart(
  { caller, patient: patientId }: Fixture,
  colleague: Fixture["caller"],
  appointmentId: Awaited<ReturnType<Fixture["schedule"]>>["appointment"],
) {
  const given = { patientId, encounterId: (await caller.encounter.create({ patientId, appointmentId })).id };
  await caller.condition.create({ ...given, code: { text: "Depression" } });
  await caller.allergy.create({ ...given, substance: { text: "Nuts" } });
  const value = { kind: "text", text: "Low" } as const;
  await caller.observation.create({ ...given, code: { text: "Mood" }, value });
  await caller.medication.create({ ...given, drug: { text: "Sertraline" } });
  await caller.immunization.create({ ...given, vaccine: { text: "Flu" }, occurred: "2026" });
  await caller.procedure.create({ ...given, code: { text: "Psychotherapy" } });
  const { id } = await signedNote(caller, given);
  const { hash } = await caller.note.review({ id });
  await caller.note.amend({ id, hash, text: "Sleeps badly.", reason: "Told later" });
  await caller.noteDraft.create({ ...given, text: "Unfinished." });
  await caller.encounter.finish({ id: given.encounterId, expectedVersion: "any" });
  await caller.encounter.lock({ id: given.encounterId, expectedVersion: "any" });
  await caller.restriction.create({ recordId: given.encounterId });
  await colleague.restriction.open({ patientId, reason: "She is unconscious" });
}

it("an API key that only removes patients is not told what clinical records keep one", async () => {
  const { caller } = await api.signUp();
  const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  await caller.condition.create({ patientId: id, code: { text: "Depression" } });
  const { key } = await caller.apiKey.create({
    name: "Lab",
    permissions: ["patient:read", "doctor:read", "assignment:read", "patient:remove"],
  });
  const removal = { id, expectedVersion: "any" } as const;
  const refusal = await failureOf(api.callerWith({ accessToken: key }).patient.remove(removal));
  expect(refusal.code).toBe("PATIENT_HAS_RECORDS");
  expect(refusal.details.records).toBeUndefined();
  expect((await failureOf(caller.patient.remove(removal))).details.records).toEqual([
    { kind: "condition", count: 1 },
  ]);
});
