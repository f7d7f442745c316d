import { isOnCitus } from "@caretype/test-database";
import { expect, it } from "vitest";
import { startBackend } from "../../src/index.ts";

it("creates each kind of clinical record", async () => {
  await using backend = await startBackend();
  const { create, client } = backend;
  expect(await create.encounter()).toMatchObject({ status: "in-progress" });
  expect(await create.condition()).toMatchObject({ clinicalStatus: "active" });
  expect(await create.allergy()).toMatchObject({ isNoneKnown: false });
  expect(await create.observation()).toMatchObject({ category: "vital-signs", status: "final" });
  expect(await create.medication()).toMatchObject({ kind: "statement", endReason: null });
  expect(await create.immunization()).toMatchObject({ status: "completed" });
  expect(await create.procedure()).toMatchObject({ status: "completed", statusReason: null });
  const draft = await create.noteDraft();
  expect(await client.noteDraft.byId.query({ id: draft.id })).toEqual(draft);
});

it("creates what a status requires", async () => {
  await using backend = await startBackend();
  const { create } = backend;
  const finished = await create.encounter({ status: "finished" });
  expect(finished.endedAt).not.toBeNull();
  const endedAt = "2020-03-01T09:00:00Z";
  const earlier = await create.encounter({ status: "finished", endedAt });
  expect(earlier).toMatchObject({ startedAt: "2020-03-01T08:00:00Z", endedAt });
  expect(await create.encounter({ status: "planned" })).toMatchObject({ startedAt: null });
  expect(await create.condition({ abatement: "2020" })).toMatchObject({ clinicalStatus: "resolved" });
  expect((await create.medication({ status: "stopped" })).endReason).not.toBeNull();
  expect((await create.immunization({ status: "not-done" })).statusReason).not.toBeNull();
  for (const status of ["not-done", "stopped"] as const)
    expect((await create.procedure({ status })).statusReason).not.toBeNull();
  const value = { kind: "text", text: "Two lamps" } as const;
  expect(await create.observation({ value })).toMatchObject({ value, category: null, components: [] });
});

// Citus uses the machine's clock.
it.skipIf(isOnCitus())("creates nothing in the future of a clock that was moved to the past", async () => {
  await using backend = await startBackend();
  const { create, clock } = backend;
  await clock.set("2015-03-01T09:00:00Z");
  expect(await create.encounter({ status: "finished" })).toMatchObject({
    startedAt: expect.stringMatching(/^2015-03-01T08:00/),
  });
  expect((await create.immunization()).occurred < "2015-03-02").toBe(true);
});

it("creates records of an encounter, of its patient", async () => {
  await using backend = await startBackend();
  const { create } = backend;
  const visit = await create.appointment();
  const encounter = await create.encounter({ appointmentId: visit.id });
  expect(encounter).toMatchObject({ patientId: visit.patientId, doctorId: visit.doctorId });
  const { id: encounterId, patientId } = encounter;
  const expected = { encounterId, patientId };
  expect(await create.observation({ encounterId })).toMatchObject(expected);
  expect(await create.condition({ encounterId })).toMatchObject(expected);
  expect(await create.noteDraft({ encounterId })).toMatchObject(expected);
  expect(await create.note({ encounterId })).toMatchObject(expected);
});

it("signs notes as the owner, also several at once, and as the doctor whom they are linked to", async () => {
  await using backend = await startBackend();
  const { create, client } = backend;
  const notes = await Promise.all([create.note({ text: "One" }), create.note({ text: "Two" })]);
  expect(notes.map(({ text }) => text)).toEqual(["One", "Two"]);
  const { accountId, doctorId } = await client.member.me.query();
  expect(notes.map(({ signatures }) => signatures)).toEqual([
    [expect.objectContaining({ signedBy: accountId, doctorId })],
    [expect.objectContaining({ signedBy: accountId, doctorId })],
  ]);
  const { id } = await create.doctor();
  await client.member.linkDoctor.mutate({ accountId, doctorId: id });
  expect((await create.note()).signatures).toMatchObject([{ doctorId: id }]);
});

it("invents the same clinical records for the same seed", async () => {
  await using one = await startBackend({ seed: 7 });
  await using two = await startBackend({ seed: 7 });
  const [first, second] = [await one.create.observation(), await two.create.observation()];
  const contentOf = ({ code, value, components }: typeof first) => ({ code, value, components });
  expect(contentOf(second)).toEqual(contentOf(first));
});
