import { randomUUID } from "node:crypto";
import { createServices } from "@caretype/api";
import { type DjangoDialect, djangoDialects } from "@caretype/coming-from-django/declaration";
import { openDatabase } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../../src/service-settings.ts";
import {
  doctor002,
  documented,
  kept004,
  mapping002,
  messages,
  password,
  patient000,
  patient001,
  patient002,
  patient003,
  patient004,
  some,
  tokens,
  unknownId,
} from "./documented.ts";

// Each documented request gets the answer of the five Django backends, except for ids, times and tokens.

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
const settings = { ...serviceSettings, refreshGraceSeconds: 0 };
const services = await createServices({ database, settings });
afterAll(async () => {
  await services.close();
  await database.close();
  await drop();
});

async function restWith(dialect: DjangoDialect | null, accept = "*/*") {
  const app = await createApp({
    services: { ...services, dialect },
    settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
  });
  return async (line: string, body?: unknown, token?: string) => {
    const [method = "GET", path = ""] = line.split(" ");
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const sent = new Response(isForm ? body : JSON.stringify(body));
    const type = isForm ? sent.headers.get("content-type") : "application/json";
    const answer = await app.inject({
      method: method as "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
      url: `/api${path}`,
      headers: {
        accept,
        ...(body !== undefined && type !== null && { "content-type": type }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { payload: Buffer.from(await sent.arrayBuffer()) }),
    });
    const { statusCode: status, headers, body: text } = answer;
    return { status, type: headers["content-type"], body: text === "" ? undefined : JSON.parse(text) };
  };
}

describe.each(djangoDialects)("the backend %s", async (dialect) => {
  const send = await restWith(dialect);
  const known: Record<string, string> = {};
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_all, name: string) => known[name] ?? "");

  // Each request may name records of earlier ones.
  it.each(documented[dialect])("answers %s", async (...request) => {
    const [line, sent, status, answered] = request;
    const body = sent === undefined ? undefined : JSON.parse(filled(JSON.stringify(sent)));
    const answer = await send(filled(line), body, known.access);
    expect([line, answer.status, answer.body]).toEqual([line, status, answered]);
    if (status < 300 || status >= 400) expect(answer.type ?? "none").toMatch(/^none|^application\/json/);
    const found = Array.isArray(answer.body) ? answer.body[0] : answer.body;
    const kind = /^\w+ \/(patient|doctor|mapping)s\/$/.exec(line)?.[1];
    if (kind && found?.id) known[kind] = found.id;
    Object.assign(known, found?.tokens ?? (found?.access && found));
  });

  it("refuses tokens, methods and media types in the words of Django REST", async () => {
    const missing = { detail: "Authentication credentials were not provided." };
    const code = "token_not_valid";
    const messages = [{ token_class: "AccessToken", token_type: "access", message: expect.anything() }];
    const wrong = { detail: "Given token not valid for any token type", code, messages };
    const sent = { username: "nobody", email: "nobody@example.org", password };
    for (const [status, body, line, ...rest] of [
      [401, missing, "GET /patients/"],
      [401, missing, "GET /patients/", undefined, ""],
      [401, wrong, "GET /patients/", undefined, "x.y.z"],
      [401, { detail: "No active account found with the given credentials" }, "POST /auth/login/", sent],
      [401, { detail: "Token is invalid", code }, "POST /auth/refresh/", { refresh: "x" }],
      [405, { detail: 'Method "PUT" not allowed.' }, "PUT /doctors/", {}],
    ] as const)
      expect([line, await send(line, ...rest)]).toMatchObject([line, { status, body }]);
  });

  it("finds no unknown record, whatever is sent, and names what is no id", async () => {
    const as = (line: string) => send(line, {}, known.access);
    for (const line of [`PUT /patients/${unknownId}/`, `PUT /doctors/${unknownId}/`])
      expect([line, (await as(line)).status]).toEqual([line, 404]);
    const { body: refused } = await send("POST /mappings/", { patient: null, doctor: "x" }, known.access);
    const errors = { patient: ["Not an id"], doctor: ["Not an id"] };
    expect(refused).toEqual(dialect === "002" ? { error: errors } : errors);
  });
});

describe("without a setting of the server", async () => {
  const send = await restWith(null);

  async function signUp() {
    const email = `${randomUUID()}@example.org`;
    const { body } = await send("POST /auth/register", { email, password });
    const { access } = body.tokens;
    const as = (line: string, sent?: unknown) => send(line, sent, access);
    return {
      email,
      access,
      as,
      choose: (dialect: string | null) => as("PATCH /practices/mine", { dialect }),
    };
  }

  const own = { first_name: "Syed", last_name: "Mehdi", gender: "male", age_text: "21 years" };

  it("a practice chooses for its own members, signs in in its dialect, and goes back", async () => {
    const [one, other] = [await signUp(), await signUp()];
    await one.as("POST /patients", { ...patient004, email: "syed@example.org" });
    await other.as("POST /patients", { ...patient004, email: "syed@example.org" });
    expect((await one.as("GET /patients")).body).toMatchObject([own]);
    expect((await one.choose("005")).body.errors).toEqual({ dialect: messages });
    expect((await one.choose("004")).body).toMatchObject({ dialect: "004", version: 2 });
    expect((await one.as("GET /patients")).body).toEqual([kept004]);
    expect((await one.as("GET /patients/count")).body).toMatchObject({ count: 1 });
    expect((await one.as(`GET /appointments/${unknownId}`)).body).toMatchObject({ code: some, title: some });
    expect((await other.as("GET /patients")).body).toMatchObject([own]);
    expect((await send("POST /auth/login", { email: one.email, password })).body).toEqual(tokens);
    expect((await send("POST /auth/login", { email: other.email, password })).body).toMatchObject({
      user: {},
    });
    await one.choose("none");
    expect((await one.as("GET /patients")).body).toMatchObject([own]);
    const inServers = await restWith("003");
    const { body } = await inServers("POST /auth/login", { email: one.email, password });
    expect(body).toMatchObject({ user: { unit_system: some } });
    await one.choose(null);
    expect((await inServers("GET /patients", undefined, body.access)).body).toMatchObject([
      { first_name: "Syed", gender: "M", medical_history: null },
    ]);
  });

  it("a key has its own choice, or its practice's", async () => {
    const { as, choose } = await signUp();
    const permissions = ["patient:read", "patient:create"];
    const { body: key } = await as("POST /practices/mine/api-keys", { name: "Old app", permissions });
    expect(key).toMatchObject({ dialect: null });
    const byKey = () => send("GET /patients", undefined, key.key);
    await as("POST /patients", { ...patient004, email: "syed@example.org" });
    const change = (dialect: string | null) => as(`PATCH /practices/mine/api-keys/${key.id}`, { dialect });
    expect((await byKey()).body).toMatchObject([own]);
    expect((await change("004")).body).toMatchObject({ dialect: "004" });
    expect((await byKey()).body).toEqual([kept004]);
    expect((await as("GET /patients")).body).toMatchObject([own]);
    await choose("004");
    await change("none");
    expect((await byKey()).body).toMatchObject([own]);
    await change(null);
    expect((await byKey()).body).toEqual([kept004]);
  });

  it("the first refresh token lasts for clients of a dialect only", async () => {
    const { email, choose } = await signUp();
    const refresh = async () => {
      const { body } = await send("POST /auth/login", { email, password });
      const again = () => send("POST /auth/refresh", { refresh: body.refresh });
      return [await again(), await again(), await again()].map(({ status }) => status);
    };
    expect(await refresh()).toEqual([200, 401, 401]);
    await choose("000");
    expect(await refresh()).toEqual([200, 200, 200]);
    await choose(null);
    expect(await refresh()).toEqual([200, 401, 401]);
  });

  it("numbers of a former system are ids in bodies, too", async () => {
    const { as, choose } = await signUp();
    const [patient, doctor, practice] = await Promise.all([
      as("POST /patients", patient002),
      as("POST /doctors", doctor002),
      as("GET /practices/mine"),
    ]);
    await database.transaction(async (tx) => {
      await tx.execute(
        `insert into patient_external_id (practice_id, system, value, patient_id) values ('${practice.body.id}', 'django:002', '17', '${patient.body.id}')`,
      );
      await tx.execute(
        `insert into doctor_external_id (system, value, doctor_id) values ('django:002', '3', '${doctor.body.id}')`,
      );
    });
    await as("PATCH /practices/mine", { numeric_ids: "django:002" });
    expect((await as("POST /mappings", { patient: 17, doctor: 3 })).status).toBe(400);
    await choose("002");
    const { status, body } = await as("POST /mappings/", { patient: 17, doctor: 3 });
    expect([status, body]).toEqual([201, mapping002]);
    expect(body.patient).toBe(patient.body.id);
    expect((await as("POST /mappings/", { patient: 18, doctor: "3" })).status).toBe(403);
    const { status: refused, body: errors } = await as("PATCH /doctors/3/", { experience: null });
    expect([refused, errors]).toEqual([400, { error: { experience: messages } }]);
  });

  it("a list has up to 200 records, as clients of Django know no pages", async () => {
    const { as, choose } = await signUp();
    const create = (age: number) => as("POST /patients", { ...patient000, age });
    // Within the limit of concurrent calls.
    for (let age = 0; age < 52; age += 4) await Promise.all([age, age + 1, age + 2, age + 3].map(create));
    expect((await as("GET /patients")).body).toHaveLength(50);
    await choose("000");
    expect((await as("GET /patients/")).body).toHaveLength(52);
    expect((await as("GET /patients/?limit=3")).body).toHaveLength(3);
    for (const limit of ["1000", "0", "all", "&limit=5"])
      expect((await as(`GET /patients/?limit=${limit}`)).body).toHaveLength(52);
  });

  it("refuses what is no record as Django does", async () => {
    const { as, choose } = await signUp();
    await choose("002");
    for (const sent of [[], "text", 7])
      expect(await as("POST /patients/", sent)).toMatchObject({
        status: 400,
        body: { error: { non_field_errors: messages } },
      });
    for (const sent of [null, {}])
      expect(Object.keys((await as("POST /patients/", sent)).body.error)).toEqual(["name", "age", "gender"]);
  });

  it.each(djangoDialects)("the backend %s takes records back as it answered them", async (dialect) => {
    const { as, choose } = await signUp();
    const odd = [
      [
        "/patients",
        {
          name: `Prince ${"of Wales ".repeat(20)}`,
          gender: "unknown",
          phone_number: "+44 20 7946 0958 ext. 1234",
        },
      ],
      ["/patients", { first_name: "Cher", last_name: "", gender: "unknown", age: 149 }],
      ["/patients", { name: "Lee, Ann", gender: "other", date_of_birth: "1950-05-06", deceased_on: "1990" }],
      ["/doctors", { name: "Madonna" }],
      ["/doctors", { name: "Okafor, Sam", specialization: "Heart surgery", gender: "unknown" }],
    ] as const;
    for (const [path, given] of odd) {
      await choose("none");
      const { body: own } = await as(`POST ${path}`, given);
      const record = `${path}/${own.id}`;
      await choose(dialect);
      const { body: shown } = await as(`GET ${record}/`);
      for (const method of ["PUT", "PATCH"]) {
        const { status, body } = await as(`${method} ${record}/`, shown);
        expect([given, method, status]).toEqual([given, method, 200]);
        expect((await as(`${method} ${record}/`, body)).status).toBe(200);
        expect(shown).toMatchObject(
          Object.fromEntries(Object.entries(body).filter(([name]) => name !== "email")),
        );
      }
      const one = "name" in shown ? "name" : "first_name" in shown ? "first_name" : "firstname";
      expect((await as(`PUT ${record}/`, { ...shown, [one]: "" })).body).toEqual(
        dialect === "002" ? { error: { [one]: messages } } : { [one]: messages },
      );
      await choose("none");
      expect((await as(`GET ${record}`)).body).toEqual(own);
      await choose(dialect);
      expect((await as(`PATCH ${record}/`, { ...shown, [one]: "Zoë" })).body).toMatchObject({ [one]: "Zoë" });
    }
    const { body } = await as("PUT /patients/9999/", { gender: "?" });
    expect(Object.keys(body)).toEqual([dialect === "004" ? "msg" : "detail"]);
  });

  it.each(djangoDialects)("the backend %s takes whole records with PUT, but for 004", async (dialect) => {
    const { as, choose } = await signUp();
    const { body: patient } = await as("POST /patients", { name: "Ann Lee", gender: "female", age: 40 });
    const { body: doctor } = await as("POST /doctors", { name: "Sam Poe", specialization: "CARD" });
    await choose(dialect);
    const required = async (line: string) => {
      const { status, body } = await as(line, {});
      return [status, Object.keys(dialect === "002" && status === 400 ? body.error : body)];
    };
    const named = dialect === "004" ? "firstname" : dialect === "003" ? "first_name" : "name";
    for (const record of [`/doctors/${doctor.id}/`, `/patients/${patient.id}/`])
      expect(await required(`PUT ${record}`)).toEqual(
        dialect === "004" ? [200, expect.anything()] : [400, expect.arrayContaining([named])],
      );
    expect((await as(`PATCH /patients/${patient.id}/`, {})).status).toBe(200);

    const unknown = await as("POST /mappings/", { patient: patient.id, doctor: unknownId });
    const errors = { doctor: messages };
    expect([unknown.status, unknown.body]).toEqual(
      dialect === "004" ? [404, { detail: some }] : [400, dialect === "002" ? { error: errors } : errors],
    );
    const { body: mapping } = await as("POST /mappings/", { patient: patient.id, doctor: doctor.id });
    expect(mapping.assigned_at ?? mapping.created_at).toMatch(/:\d\d(\.\d{6})?Z$/);
  });

  it("writes six digits of a second", async () => {
    const { as, choose } = await signUp();
    const { body } = await as("POST /patients", patient000);
    await database.transaction((tx) =>
      tx.execute(`update patient set created_at = '2026-01-31T23:59:59.0656Z' where id = '${body.id}'`),
    );
    await choose("000");
    expect((await as(`GET /patients/${body.id}/`)).body.created_at).toBe("2026-01-31T23:59:59.065600Z");
  });

  it("tells all invalid fields at once", async () => {
    const { as, choose } = await signUp();
    await choose("000");
    const wrong = { ...patient000, name: {}, address: ["Elm St"] };
    const notText = ["Has to be a text"];
    expect((await as("POST /patients/", wrong)).body).toEqual({ name: notText, address: notText });
    await choose("001");
    const patient = { ...patient001, age: -1, phone_number: "none" };
    expect((await as("POST /patients/", patient)).body).toEqual({ age: messages, phone_number: messages });
    await choose("003");
    const invalid = { ...patient003, gender: "?", email: "none", date_of_birth: "2999-01-01" };
    const { last_name: _missing, ...sent } = invalid;
    expect(Object.keys((await as("POST /patients/", sent)).body).sort()).toEqual([
      "date_of_birth",
      "email",
      "gender",
      "last_name",
    ]);
  });

  it("names both of a mapping's invalid fields, whether no record has them or they are no ids", async () => {
    const { as, choose } = await signUp();
    for (const dialect of ["000", "001", "003"] as const) {
      await choose(dialect);
      for (const pair of [
        { patient: 99_999, doctor: 99_998 },
        { patient: "x", doctor: {} },
      ]) {
        const { status, body } = await as("POST /mappings/", pair);
        expect([dialect, status, body]).toEqual([dialect, 400, { patient: messages, doctor: messages }]);
      }
    }
  });

  it("names a username and an email address that are both taken", async () => {
    const { as, choose } = await signUp();
    await choose("none");
    const taken = { username: `u${randomUUID()}`, email: `${randomUUID()}@example.org`, password };
    const send = await restWith("004");
    expect((await send("POST /auth/register/", taken)).status).toBe(201);
    const again = await send("POST /auth/register/", taken);
    expect([again.status, again.body]).toEqual([400, { email: messages, username: messages }]);
    const own = await as("POST /auth/register", taken);
    const names = { email: ["Is taken"], username: ["Is taken"] };
    expect(own).toMatchObject({ status: 409, body: { code: "EMAIL_TAKEN", errors: names } });
  });

  it("names the part of a name that is too long", async () => {
    const { as, choose } = await signUp();
    await choose("004");
    const sent = { ...patient004, email: "syed@example.org", firstname: "n".repeat(300) };
    expect(Object.keys((await as("POST /patients/", sent)).body)).toEqual(["firstname"]);
    const { id } = (await as("POST /patients/", { ...patient004, email: "syed@example.org" })).body;
    const { status, body } = await as(`PUT /patients/${id}/`, { firstname: "n".repeat(299) });
    expect([status, Object.keys(body)]).toEqual([400, ["firstname"]]);
  });

  it("takes forms, as Django does", async () => {
    const { as, choose } = await signUp();
    const form = (fields: object) => {
      const data = new FormData();
      for (const [name, value] of Object.entries(fields)) data.set(name, String(value));
      return data;
    };
    const patient = { ...patient004, email: "syed@example.org" };
    expect(await as("POST /patients/", form(patient))).toMatchObject({ status: 415, body: { code: some } });
    await choose("004");
    const { status, body } = await as("POST /patients/", form(patient));
    expect([status, body]).toEqual([201, kept004]);
    const changed = await as(
      `PUT /patients/${body.id}/`,
      new URLSearchParams({ firstname: "Zoë", age: "22.0" }),
    );
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { firstname: "Zoë", lastname: "Mehdi", age: 22 },
    ]);
    expect((await as("POST /patients/", form({ age: "old", scan: new Blob(["x"]) }))).body).toEqual({
      firstname: messages,
      lastname: messages,
      email: messages,
      age: messages,
      gender: messages,
    });
    const names = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`field${at}`, ""]));
    expect((await as("POST /patients/", new URLSearchParams(names))).status).toBe(400);
  });

  it("has no CSV, as Django has none", async () => {
    const { access, choose } = await signUp();
    await choose("000");
    const get = async (path: string, accept: string) => {
      const sendAccepting = await restWith(null, accept);
      const { status, type, body } = await sendAccepting(`GET ${path}`, undefined, access);
      return [status, type, Object.keys(body)];
    };
    const json = "application/json; charset=utf-8";
    for (const path of ["/patients/", `/patients/${unknownId}/`])
      expect(await get(path, "text/csv")).toEqual([406, json, ["detail"]]);
    expect(await get("/patients/", "text/csv, */*;q=0.1")).toEqual([200, json, []]);
  });

  it("names the missing permission", async () => {
    const { as, choose } = await signUp();
    const { body: key } = await as("POST /practices/mine/api-keys", {
      name: "Old app",
      permissions: ["patient:read"],
    });
    await choose("000");
    expect(await send("POST /patients/", patient000, key.key)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("patient:create") },
    });
  });
});

it("refuses in the server's dialect what reaches no call", async () => {
  const send = await restWith("000");
  const ofPatient = [`POST /patients/${unknownId}/`, `PUT /patients/${unknownId}/doctors/`];
  for (const line of ["PUT /patients/", ...ofPatient, "GET /auth/nothing/"])
    expect(await send(line)).toMatchObject({
      type: expect.stringMatching(/^application\/json/),
      body: { detail: some },
    });
  for (const line of ["PUT /appointments", "GET /nothing/", `PUT /patients/${unknownId}/allergies`])
    expect(await send(line)).toMatchObject({ body: { code: some, detail: some } });
});
