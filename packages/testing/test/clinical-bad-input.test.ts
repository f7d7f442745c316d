import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { type RestAnswer, restOf } from "./rest.ts";

// Invalid input is refused with its field, never with 500, and changes nothing.

const backend = await startCaretype();
afterAll(() => backend.stop());
const { accessToken } = await backend.signUp();
const send = restOf(backend.url, accessToken);

const idOf = ({ body }: RestAnswer): unknown => Reflect.get(Object(body), "id");
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const ids = { patient: "", other: "", planned: "", finished: "", locked: "", draft: "" };

beforeAll(async () => {
  const patientOf = async (name: string) =>
    idOf(await send("POST /patients", { name, gender: "F", age: 41 }));
  const encounterOf = async (status: string) => {
    const times = status === "finished" ? { started_at: dayFromNow(-2), ended_at: dayFromNow(-1) } : {};
    return idOf(await send("POST /encounters", { patient_id: ids.patient, status, ...times }));
  };
  ids.patient = String(await patientOf("Jane Roe"));
  ids.other = String(await patientOf("John Doe"));
  ids.planned = String(await encounterOf("planned"));
  ids.finished = String(await encounterOf("finished"));
  ids.locked = String(await encounterOf("finished"));
  await send(`POST /encounters/${ids.locked}/lock`, { expected_version: "any" });
  ids.draft = String(idOf(await send("POST /note-drafts", { patient_id: ids.patient, text: "Rest" })));
  const uri = "http://example.org/strict";
  const list = idOf(await send("POST /code-imports", { kind: "value-set", uri, version: "1" }));
  const concepts = [{ system: "urn:x", code: "1", display: "One" }];
  await send(`POST /code-imports/${list}/concepts`, { concepts });
  await send(`POST /code-imports/${list}/finish`, { concepts: 1 });
  await send("PUT /code-fields", { field: "condition.code", uri, mode: "refuse" });
});

const loinc = (code: string) => ({ text: code, coding: { system: "http://loinc.org", code, display: code } });
/** `measured`: number and unit. */
const observation = (code: string, measured: string, more: object = {}) => {
  const [number, unit] = measured.split(" ");
  const value = { kind: "quantity", number, unit };
  return () => ["POST /observations", { patient_id: ids.patient, code: loinc(code), value, ...more }];
};
const note = (text: string) => () => [`PATCH /note-drafts/${ids.draft}`, { text, expected_version: "any" }];
const condition = (more: object) => () => [
  "POST /conditions",
  { patient_id: ids.patient, code: { text: "Asthma" }, ...more },
];
const encounter = (more: object) => () => ["POST /encounters", { patient_id: ids.patient, ...more }];
const code = (system: string) => ({ text: "Two", coding: { system, code: "2", display: "Two" } });

it.each([
  {
    what: "an unknown unit",
    sent: observation("99999-9", "1 furlongs"),
    status: 400,
    field: "value.unit",
  },
  { what: "kilograms of heat", sent: observation("8310-5", "37 kg"), status: 400, field: "value.unit" },
  { what: "a negative weight", sent: observation("29463-7", "-3 kg"), status: 400, field: "value.number" },
  {
    what: "a measurement of the day after tomorrow",
    sent: () => observation("29463-7", "70 kg", { effective_at: dayFromNow(2) })(),
    status: 400,
    field: "effective_at",
  },
  {
    what: "a code that is not in a strict value set",
    sent: () => condition({ code: code("urn:x") })(),
    status: 400,
    field: "code.coding.code",
  },
  {
    what: "a problem that ended before it began",
    sent: condition({ onset: "2020-05", abatement: "2019" }),
    status: 400,
    field: "abatement",
  },
  {
    what: "an encounter that ended before it began",
    sent: () => encounter({ status: "finished", started_at: dayFromNow(-1), ended_at: dayFromNow(-2) })(),
    status: 400,
    field: "ended_at",
  },
  {
    what: "an encounter of next week that has begun",
    sent: () => encounter({ started_at: dayFromNow(7) })(),
    status: 400,
    field: "started_at",
  },
  { what: "a NUL in a note", sent: note("Re\u0000st"), status: 400, field: "text" },
  { what: "half a character in a note", sent: note("Rest \ud800"), status: 400, field: "text" },
  { what: "a note of 10 MB", sent: note("x".repeat(10_000_000)), status: 413, field: null },
  {
    what: "a record of nobody",
    sent: () => ["POST /conditions", { patient_id: ids.planned, code: { text: "Asthma" } }],
    status: 404,
    field: null,
  },
  {
    what: "a record in another patient's encounter",
    sent: () => condition({ patient_id: ids.other, encounter_id: ids.finished })(),
    status: 404,
    field: null,
  },
  {
    what: "a record in a locked encounter",
    sent: () => observation("8867-4", "70 /min", { encounter_id: ids.locked })(),
    status: 409,
    field: null,
  },
  {
    what: "an illegal step",
    sent: () => [`POST /encounters/${ids.planned}/finish`, { expected_version: "any" }],
    status: 409,
    field: null,
  },
])("refuses $what, and writes nothing", async ({ sent, status, field }) => {
  const written = () =>
    backend.database.reader.execute(sql`
      select (select json_agg(t order by id) from (select id, version from condition union all select id, version from observation
        union all select id, version from encounter union all select id, version from note_draft) t) as records,
        (select count(*)::int from record_version) as versions`);
  const before = await written();
  const [line, body] = sent();
  const answer = await send(String(line), body);
  const errors: unknown = Reflect.get(Object(answer.body), "errors");
  expect([answer.status, field === null ? null : Object.keys(Object(errors))]).toEqual([
    status,
    field === null ? null : [field],
  ]);
  expect(await written()).toEqual(before);
});

it("keeps markup in a note as it was typed, and an abnormal number as what it is", async () => {
  const text = "<script>alert(1)</script> **rest** & [link](javascript:alert(1))";
  expect(await send(...draftOf(text))).toMatchObject({ status: 200, body: { text } });
  const [line, body] = observation("29463-7", "300 kg")();
  expect((await send(String(line), body)).status).toBe(201);
});

const draftOf = (text: string): [string, object] => [
  `PATCH /note-drafts/${ids.draft}`,
  { text, expected_version: "any" },
];
