import { makeSyntheaExport } from "@caretype/dev/synthea/synthea-export";
import { sql } from "drizzle-orm";
import { afterAll, expect, it, vi } from "vitest";
import { startCaretype } from "../src/index.ts";
import { makeColleague } from "./invite.ts";
import { restOf } from "./rest.ts";

// Every text of a clinical record is a canary, by the API's OpenAPI document. None may reach a log, an email, a
// notification, the audit, an error, or an address.

const lines: string[] = [];
const backend = await startCaretype({ onLog: (line) => void lines.push(line) });
afterAll(() => backend.stop());

type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};
type Operation = {
  tags?: string[];
  /** Lists contain references without texts. */
  parameters?: { name?: string; in?: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema: Schema }> };
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const response = await fetch(`${backend.url}/openapi.json`);
// Another test compares this file with the routes.
const document = (await response.json()) as Document;

const clinical = [
  "encounter",
  "condition",
  "allergy",
  "observation",
  "medication",
  "immunization",
  "procedure",
  "note",
  "noteDraft",
  "noteKind",
  "restriction",
  "chart",
];

/** Named after its path, so that a leak names its field. */
let planted = 0;
function canaryOf(field: string): string {
  planted += 1;
  return `canary${planted} of ${field}`.slice(0, 45);
}

const resolve = (schema: Schema): Schema =>
  document.components.schemas[schema.$ref?.replace("#/components/schemas/", "") ?? ""] ?? schema;

/** Formatted texts, with a valid value each. */
const valid: Record<string, unknown> = {
  expected_version: "any",
  system: "http://example.org/canary",
  number: "6.30",
  unit: "{canary}",
  occurred: "2020",
  onset: undefined,
  abatement: undefined,
  from: undefined,
  until: undefined,
  expires: undefined,
  performed_from: undefined,
  performed_until: undefined,
  low: "1",
  high: "9",
};
const isLeftOut = (name: string) => name in valid && valid[name] === undefined;

const isText = ({ type, format, pattern, enum: options, const: one }: Schema) =>
  [type].flat().includes("string") && !format && !pattern && !options && one === undefined;

const branchesOf = (schema: Schema) => [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(resolve);

function hasText(given: Schema, name = ""): boolean {
  const schema = resolve(given);
  if (isLeftOut(name)) return false;
  if (isText(schema)) return true;
  if (branchesOf(schema).some((each) => hasText(each, name))) return true;
  if (schema.items && hasText(schema.items, name)) return true;
  return Object.entries(schema.properties ?? {}).some(([key, each]) => hasText(each, key));
}

type Ids = Record<string, string>;

/** Fills all texts and other required fields. `turn` selects among kinds of values. */
function fill(given: Schema, name: string, { ids, turn }: { ids: Ids; turn: number }): unknown {
  const schema = resolve(given);
  if (name in ids) return ids[name];
  if (name in valid) return valid[name];
  const branches = branchesOf(schema).filter((each) => each.type !== "null");
  if (branches.length > 0) return fill(branches[turn % branches.length] ?? {}, name, { ids, turn });
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((each) => each !== null);
  if (isText(schema)) return canaryOf(name);
  if (schema.items) return [fill(schema.items, name, { ids, turn })];
  const wanted = Object.entries(schema.properties ?? {}).filter(
    ([key, each]) => !isLeftOut(key) && (schema.required?.includes(key) || key in ids || hasText(each, key)),
  );
  if (schema.properties)
    return Object.fromEntries(wanted.map(([key, each]) => [key, fill(each, key, { ids, turn })]));
  return [schema.type].flat().includes("boolean") ? true : 1;
}

const bodyOf = ({ requestBody }: Operation) => requestBody?.content?.["application/json"]?.schema;

/** Authorized callers get the current record. */
function errorOf(body: unknown): string {
  const { current: _, ...problem } = { ...Object(body) };
  return JSON.stringify(problem);
}

const owner = await backend.signUp();
const { client, accountId } = owner;
const send = restOf(backend.url, owner.accessToken);
const as = async (role: string) =>
  restOf(backend.url, (await makeColleague(backend, owner.accessToken, role)).accessToken);
const [ofReception, ofColleague] = [await as("reception"), await as("clinician")];
const { id: doctorId } = await client.doctor.create.mutate({ name: "Bo Ray" });
await client.member.linkDoctor.mutate({ accountId, doctorId });
const patientOf = (name: string) => client.patient.create.mutate({ name, gender: "female" });
const [patient, other] = [await patientOf("Ann Lee"), await patientOf("Bea Lee")];

const writes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) => {
    const body = bodyOf(operation);
    const isClinical = operation.tags?.some((tag) => clinical.includes(tag));
    return isClinical && body && hasText(body)
      ? [{ line: `${method.toUpperCase()} ${path.replace("/api", "")}`, body }]
      : [];
  }),
);
const covered = new Set<string>();

/** Fields that a text requires. */
const having: Record<string, object> = {
  medications: { status: "stopped" },
  immunizations: { status: "not-done" },
  procedures: { status: "stopped" },
};

/** Writes canaries, then sends every kind of rejected change. Returns the record. */
async function plant(
  line: string,
  { ids, turn = 0, by = send }: { ids: Ids; turn?: number; by?: typeof send },
) {
  const found = writes.find((each) => each.line === line);
  if (!found) throw new Error(`${line} takes no text`);
  covered.add(line);
  const own = line.endsWith("/error") ? {} : having[line.split("/")[1] ?? ""];
  const body = { ...Object(fill(found.body, "", { ids, turn })), ...own };
  const { record_id: recordId = "", id = recordId } = ids;
  const path = line.replace(/\{(\w+)\}/g, (_, name: string) => {
    Reflect.deleteProperty(body, name);
    return ids[name] ?? "";
  });
  const text = JSON.stringify(body);
  const unknown = path.replace(id || "-", accountId);
  const refused = [
    await ofReception(path, body),
    await by(path, text.replaceAll("canary", "canary".repeat(10_000))),
    await by(path, text.slice(0, -1)),
    await by(path, { ...body, canary: "canary" }),
    await by(path, { ...body, expected_version: "canary" }),
    ...(id ? [await by(unknown, body)] : []),
  ];
  for (const { status, body: error } of refused) {
    expect([line, status, status >= 400 && status < 500]).toEqual([line, status, true]);
    // Errors name unknown fields.
    const named = errorOf(error).replaceAll(/"canary":\["Unknown field|(?<=": ?")canary: Unknown field/g, "");
    expect([line, named.includes("canary") ? named : ""]).toEqual([line, ""]);
  }
  const answer = await by(path, body);
  expect([line, answer.status < 300 ? "" : JSON.stringify(answer.body)]).toEqual([line, ""]);
  if (Object.hasOwn(body, "expected_version")) {
    const stale = await by(path, { ...body, expected_version: 999 });
    expect([line, errorOf(stale.body).includes("canary")]).toEqual([line, false]);
  }
  return String(Reflect.get(Object(answer.body), "id"));
}

const hashOf = async (path: string) => {
  const { body } = await send(`GET ${path}/review`);
  return String(Reflect.get(Object(body), "hash"));
};

it("no text of a clinical record is in a log, an email, a notification, the audit or an error", async () => {
  const ids: Ids = { patient_id: patient.id };
  await plant("POST /allergies/none-known", { ids: { patient_id: other.id } });
  await plant("POST /none-known", { ids: { patient_id: other.id } });
  const encounterId = await plant("POST /encounters", { ids });
  const within = { ...ids, encounter_id: encounterId };
  const kinds = ["conditions", "allergies", "medications", "immunizations", "procedures"];
  for (const kind of [...kinds, "observations"]) {
    const id = await plant(`POST /${kind}`, { ids: within });
    for (const turn of kind === "observations" ? [0, 1, 2, 3] : [0])
      await plant(`PATCH /${kind}/{id}`, { ids: { id }, turn });
    await plant(`POST /${kind}/{id}/error`, { ids: { id } });
  }
  const { body: misplaced } = await send("POST /conditions", { ...ids, code: { text: "Asthma" } });
  const moved = { record_id: String(Reflect.get(Object(misplaced), "id")), patient_id: other.id };
  await plant("POST /records/{record_id}/move", { ids: moved });
  for (const turn of [1, 2, 3]) await plant("POST /observations", { ids: within, turn });
  for (const turn of [0, 1, 2, 3]) await plant("POST /observations/batch", { ids: within, turn });
  const kindId = await plant("POST /note-kinds", { ids: {} });
  await plant("PATCH /note-kinds/{id}", { ids: { id: kindId } });
  const draftId = await plant("POST /note-drafts", { ids: within });
  await plant("PATCH /note-drafts/{id}", { ids: { id: draftId } });
  const hash = await hashOf(`/note-drafts/${draftId}`);
  const signed = await send(`POST /note-drafts/${draftId}/signature`, { hash });
  expect(signed.status).toBe(200);
  for (const way of ["amendments", "error"]) {
    const seen = await hashOf(`/notes/${draftId}`);
    await plant(`POST /notes/{id}/${way}`, { ids: { id: draftId, hash: seen } });
  }
  await send("POST /restrictions", { record_id: encounterId });
  await plant("POST /patients/{patient_id}/restricted-access", { ids, by: ofColleague });
  await plant("PATCH /encounters/{id}", { ids: { id: encounterId } });
  await plant("POST /encounters/{id}/error", { ids: { id: encounterId } });
  const planned = await send("POST /encounters", { ...ids, status: "planned" });
  const plannedId = String(Reflect.get(Object(planned.body), "id"));
  await plant("POST /encounters/{id}/cancel", { ids: { id: plannedId } });
  expect(writes.map(({ line }) => line).filter((line) => !covered.has(line))).toEqual([]);
  await expectNoLeak();
});

it("no text of an imported clinical file is in a log, an email, a notification or the audit", async () => {
  const files = makeSyntheaExport({ patients: 2 });
  const [{ Id = "" } = {}] = files["patients.csv"];
  const rowOf = (START: string, code: string) => ({
    START,
    STOP: "",
    PATIENT: Id,
    ENCOUNTER: "",
    SYSTEM: "canary system",
    CODE: code,
    DESCRIPTION: "canary of a condition",
  });
  const conditions = [rowOf("2020-01-01", "canary1"), rowOf("canary of a date", "canary2")];
  const sheets = Object.entries({ ...files, "conditions.csv": conditions }).map(([file, rows]) => ({
    file,
    columns: Object.keys(rows[0] ?? {}),
    rows: rows.map((row, index) => ({ line: index + 2, cells: Object.values(row).map(String) })),
  }));
  const { id } = await client.import.begin.mutate({
    format: "synthea",
    files: sheets.map(({ file, columns }) => ({ file, columns })),
  });
  for (const { file, rows } of sheets) await client.import.addPart.mutate({ id, file, rows });
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  await client.import.run.mutate({ id, rows });
  const ended = await vi.waitFor(
    async () => {
      const found = await client.import.progress.query({ id });
      expect(found.progress).toBeNull();
      return found;
    },
    { interval: 50 },
  );
  expect(JSON.stringify(ended)).toContain("conditions.csv");
  await expectNoLeak();
});

it("no address has a text of a clinical record, but for the words that a trend is asked for", () => {
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ tags, parameters = [] }) =>
      tags?.some((tag) => clinical.includes(tag))
        ? parameters
            .filter(({ in: place, schema = {} }) => place !== "header" && isText(resolve(schema)))
            .map(({ name }) => `${path} ${name}`)
        : [],
    ),
  );
  const asked = named.filter((each) => !each.endsWith(" cursor"));
  expect(asked).toEqual(["system", "code"].map((name) => `/api/patients/{patient_id}/trend ${name}`));
});

async function expectNoLeak() {
  await backend.runPeriodicTasks();
  const stored = await backend.database.reader.execute<{ text: string }>(sql`
    select to_jsonb(it)::text as text from mail as it
    union all select to_jsonb(it)::text from notification as it
    union all select to_jsonb(it)::text from audit_entry as it`);
  expect(lines.length).toBeGreaterThan(100);
  const texts = [...lines, ...stored.map(({ text }) => text)];
  expect(texts.filter((each) => each.includes("canary"))).toEqual([]);
}
