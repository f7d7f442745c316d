import { callerByPath } from "@caretype/test-api/caller";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const api = await createTestApi();

const at = "2021-03-04T05:06:07Z";
const value = { kind: "text", text: "x" };

/** By kind: the concept's field, the other fields of a new record, and fields of a different one. */
const kinds = [
  { kind: "allergy", concept: "substance", fields: {}, other: { clinicalStatus: "resolved" } },
  { kind: "condition", concept: "code", fields: {}, other: { clinicalStatus: "remission" } },
  { kind: "medication", concept: "drug", fields: {}, other: { status: "completed" } },
  {
    kind: "immunization",
    concept: "vaccine",
    fields: { occurred: "2021-03-04" },
    other: { occurred: "2021-03-05" },
  },
  {
    kind: "procedure",
    concept: "code",
    fields: { performedFrom: "2021-03-04" },
    other: { performedFrom: "2021-03" },
  },
  {
    kind: "observation",
    concept: "code",
    fields: { value, effectiveAt: at },
    other: { effectiveAt: "2021-03-04T05:06:08Z" },
  },
];

const Created = z.object({ id: z.string() });
const coding = { system: "http://example.org/c", code: "X7", display: "Ecks" };
const icd = (code: string) => ({ ...coding, system: "http://hl7.org/fhir/sid/icd-10-cm", code });
const refusing = { onDuplicates: "refuse" };

describe.each(kinds)("$kind: what the patient has already", ({ kind, concept, fields, other }) => {
  async function practice() {
    const { caller } = await api.signUp();
    const { id: patientId } = await caller.patient.create({ name: "Ada Twice", gender: "female" });
    const add = async (concepts: object, own: object = refusing) =>
      Created.parse(
        await callerByPath(caller)(`${kind}.create`, { patientId, ...fields, [concept]: concepts, ...own }),
      );
    return { caller, add };
  }

  it.each<[string, { text?: string; coding?: object }, object]>([
    ["words in another case, with a space", { text: "Penicillin" }, { text: "penicillin " }],
    ["words with another blank", { text: "Ramipril 5 mg" }, { text: "Ramipril 5mg" }],
    ["words with other accents", { text: "Crème  brûlée" }, { text: "CREME BRULEE" }],
    ["one code in other words", { coding }, { text: "Otherwise", coding }],
    ["a code without its dot", { coding: icd("E11.9") }, { text: "Otherwise", coding: icd("e119") }],
    ["a code with its dot", { coding: icd("M545") }, { text: "Otherwise", coding: icd("M54.5") }],
  ])("is refused if asked for: %s", async (_what, one, again) => {
    const { add } = await practice();
    const { id } = await add(one);
    const { code, details } = await failureOf(add(again));
    expect(code).toBe("DUPLICATE_RECORD");
    expect(details.blockedBy).toMatchObject([{ kind, id }]);
    expect((await add(again, {})).id).not.toBe(id);
  });

  it.runIf(kind === "allergy").each([
    ["Penicillin", "Penicillin allergy"],
    ["Allergie gegen Nüsse", "nusse"],
    ["Latexallergie", "Allergy to latex"],
    ["Alergia a la penicilina", "Penicilina"],
    ["Allergie aux arachides", "Arachides"],
    ["Allergie Amoxicillin", "amoxicillin"],
    ["Allergy: tomatoes", "Tomatoes"],
  ])("is refused if it says that it is one: %s, %s", async (one, again) => {
    const { add } = await practice();
    await add({ text: one });
    expect((await failureOf(add({ text: again }))).code).toBe("DUPLICATE_RECORD");
    await add({ text: `${again} of a cousin` });
  });

  it("is not the same with another code, time or status, after an error, and of another patient", async () => {
    const { caller, add } = await practice();
    const one = { text: "Penicillin" };
    const { id: patientId } = await caller.patient.create({ name: "Bea Once", gender: "female" });
    await add(one, other);
    await add(one, { patientId });
    const { id } = await add(one);
    await add({ text: "Penicillamine" });
    await callerByPath(caller)(`${kind}.enterInError`, { id, expectedVersion: 1, reason: "Not hers" });
    expect((await add(one)).id).not.toBe(id);
    // A new record that is over is no duplicate.
    if (Object.keys(fields).length === 0) await add(one, { ...refusing, ...other });
  });

  it("is made by one of ten at once", async () => {
    const { add } = await practice();
    const calls = Array.from({ length: 10 }, () => add({ text: "Penicillin" }));
    expect(await tally(calls)).toEqual({ ok: 1, DUPLICATE_RECORD: 9 });
  });
});

it("A course that has ended is no duplicate", async () => {
  const { caller } = await api.signUp();
  const { id: patientId } = await caller.patient.create({ name: "Ada Twice", gender: "female" });
  const given = { patientId, drug: { text: "Nitrofurantoin" }, onDuplicates: "refuse" } as const;
  const thisYear = String(new Date().getUTCFullYear());
  await caller.medication.create({ ...given, from: "2020-01-02", until: "2020-01-07" });
  const last = { ...given, from: thisYear, until: thisYear };
  await caller.medication.create(last);
  expect((await failureOf(caller.medication.create(given))).code).toBe("DUPLICATE_RECORD");
  // A new record that is over is no duplicate.
  await caller.medication.create({ ...given, until: "2021-05" });
});

it("A refusal tells nothing of what is withheld from the caller", async () => {
  const owner = await api.signUp();
  const { id: patientId } = await owner.caller.patient.create({ name: "Ada Twice", gender: "female" });
  const given = { patientId, code: { text: "Depression" }, onDuplicates: "refuse" } as const;
  const { id: recordId } = await owner.caller.condition.create(given);
  await owner.caller.restriction.create({ recordId });
  const { caller } = await makeColleague(api, owner, "clinician");
  expect((await caller.condition.create(given)).id).not.toBe(recordId);
});
