import { Id } from "@caretype/core/kernel/field/ids";
import { PasskeyById } from "@caretype/identity/credential/passkey/schema";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readInput } from "../src/rest/input.ts";
import { emptyShape, shapeOf } from "../src/rest/shape.ts";
import { createToyApp, signedIn } from "./toy-app.ts";
import { pet, received } from "./toy-router.ts";

const { app } = await createToyApp();

beforeEach(() => void received.splice(0));

type Sent = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers?: object;
  payload?: object | string;
};

async function send({ headers, ...sent }: Sent) {
  const response = await app.inject({ ...sent, headers: { ...signedIn, ...headers } });
  return {
    status: response.statusCode,
    body: response.body === "" ? null : response.json(),
    headers: response.headers,
  };
}

test("paths work with and without a slash at the end", async () => {
  for (const url of ["/api/pets/x", "/api/pets/x/", "/api/pets/x?", "/api/pets/x/?"]) {
    expect(await send({ url })).toMatchObject({ status: 200, body: { id: "x" } });
  }
  expect(received).toEqual(Array(4).fill({ id: "x" }));
});

test("fixed words in a path come before parameters, and two parameter lists may share a path", async () => {
  await send({ method: "DELETE", url: "/api/pets/1/delete" });
  await send({ method: "DELETE", url: "/api/pets/1/2" });
  await send({ method: "DELETE", url: "/api/pets/1" });
  const removal = { id: "1", expectedVersion: "any" };
  expect(received).toEqual([removal, { patientId: "1", doctorId: "2" }, removal]);
  expect(await send({ url: "/api/pets/number/7" })).toMatchObject({
    status: 200,
    body: { serial_number: 7 },
  });
});

test("text in path and query is decoded by the schema, and only as a whole", async () => {
  await send({ url: "/api/pets?limit=7&only_tame=false&q=5&colours=red" });
  await send({ url: "/api/pets?colours=red&colours=blue" });
  expect(received).toEqual([
    { limit: 7, onlyTame: false, q: "5", colours: ["red"] },
    { limit: 50, colours: ["red", "blue"] },
  ]);
  for (const query of [
    "limit=abc",
    "limit=",
    "limit=1e2",
    "limit=0x10",
    "limit=1&limit=2",
    "only_tame=yes",
    "limit=1.5",
  ]) {
    const { status, body } = await send({ url: `/api/pets?${query}` });
    expect([query, status, body.code]).toEqual([query, 400, "INVALID_INPUT"]);
  }
  expect((await send({ url: "/api/pets?limti=7&limit=1&limit=2" })).body.errors).toEqual({
    limti: ["Unknown field: did you mean limit?"],
    limit: ["Sent more than once"],
  });
  expect((await send({ url: "/api/pets/number/abc" })).body.errors).toEqual({
    serial_number: ["Has to be a number"],
  });
});

test("a JSON body is read strictly, without conversions", async () => {
  const wrong = { is_tame: "true", weight: "4", nick_names: [{ short_name: "A", since_year: "2020" }] };
  const { status, body } = await send({ method: "POST", url: "/api/pets", payload: wrong });
  expect(status).toBe(400);
  expect(Object.keys(body.errors)).toEqual(["is_tame", "weight", "nick_names.0.since_year"]);
});

test("names are snake_case both ways, and keys of free JSON are left alone", async () => {
  const notes = { camelKey: { innerKey: 1 }, snake_key: { other_key: [{ deepKey: 1 }] } };
  const payload = { full_name: "Ada", notes, nick_names: [{ short_name: "A", since_year: 2020 }] };
  const { body } = await send({ method: "POST", url: "/api/pets", payload });
  expect(received).toEqual([{ fullName: "Ada", notes, nickNames: [{ shortName: "A", sinceYear: 2020 }] }]);
  expect(body).toMatchObject({
    full_name: "Ada Toy",
    notes: pet.notes,
    nick_names: [{ short_name: "A", since_year: 2021 }],
    created_at: pet.createdAt,
  });
});

test("names from foreign specifications stay unchanged, both ways, and are still checked", async () => {
  const tag = { rawId: "t1", readings: [{ readAt: "noon", gender: "female" }] };
  const { status, body } = await send({ method: "POST", url: "/api/pets/tags", payload: { pet_tag: tag } });
  expect([status, body]).toEqual([200, tag]);
  expect(received).toEqual([{ petTag: tag }]);
  const wrong = { raw_id: "t1", readings: [{ read_at: "noon", readAt: 12, gender: "F" }] };
  const refused = await send({ method: "POST", url: "/api/pets/tags", payload: { pet_tag: wrong } });
  expect(refused.status).toBe(400);
  expect(Object.keys(refused.body.errors).toSorted()).toEqual([
    "pet_tag.rawId",
    "pet_tag.readings.0.gender",
    "pet_tag.readings.0.readAt",
    "pet_tag.readings.0.read_at",
  ]);
});

test("typed names are unknown over REST", async () => {
  const { status, body } = await send({ method: "POST", url: "/api/pets", payload: { fullName: "Ada" } });
  expect([status, body.errors]).toEqual([400, { fullName: ["Unknown field: did you mean full_name?"] }]);
  expect(body.detail).toBe("fullName: Unknown field: did you mean full_name?");
});

test("other spellings are accepted, and errors name them as they were sent", async () => {
  await send({ method: "POST", url: "/api/pets", payload: { patient: "p", gender: "F", password2: "x" } });
  await send({ url: "/api/pets?patient=p&gender=Other" });
  expect(received).toEqual([
    { patientId: "p", gender: "female", passwordConfirmation: "x" },
    { limit: 50, patientId: "p", gender: "other" },
  ]);
  const { body } = await send({
    method: "POST",
    url: "/api/pets",
    payload: { patient: 5, gender: "X", password2: 1 },
  });
  expect(Object.keys(body.errors)).toEqual(["gender", "patient", "password2"]);
});

test("errors of names and of values are reported together", async () => {
  const payload = {
    full_nam: "Ada",
    gender: "x",
    is_tame: 1,
    nick_names: [{ shrt: "A", since_year: "2020" }],
  };
  const { body } = await send({ method: "POST", url: "/api/pets", payload });
  expect(body.errors).toEqual({
    full_nam: ["Unknown field: did you mean full_name?"],
    gender: ["Has to be one of male, female, other, unknown"],
    is_tame: ["Has to be true or false"],
    "nick_names.0.shrt": ["Unknown field"],
    "nick_names.0.short_name": ["Required"],
    "nick_names.0.since_year": ["Has to be a number"],
  });
  const query = await send({ url: "/api/pets?limt=1&limit=0" });
  expect(Object.keys(query.body.errors).toSorted()).toEqual(["limit", "limt"]);
  const { body: removal } = await send({ method: "DELETE", url: "/api/pets/1/2", payload: { doctor: "3" } });
  expect(removal.errors).toEqual({ doctor: ["Differs from `doctor_id`"] });
});

test("a value that is the name of a field has its REST name", async () => {
  const payload = { hidden_fields: ["full_name", "weight"] };
  const { body } = await send({ method: "POST", url: "/api/pets", payload });
  expect(received).toEqual([{ hiddenFields: ["fullName", "weight"] }]);
  expect(body.hidden_fields).toEqual(["is_tame"]);
  received.splice(0);
  await send({ url: "/api/pets?shown_field=full_name" });
  expect(received).toEqual([{ limit: 50, shownField: "fullName" }]);
  const refused = await send({ method: "POST", url: "/api/pets", payload: { hidden_fields: ["full"] } });
  expect(refused.body.errors).toEqual({ "hidden_fields.0": ["Has to be one of full_name, is_tame, weight"] });
});

test("two spellings of one field must agree", async () => {
  const agreed = { patient: "ABC", patient_id: "abc" };
  expect((await send({ method: "POST", url: "/api/pets", payload: agreed })).status).toBe(201);
  const { status, body } = await send({
    method: "POST",
    url: "/api/pets",
    payload: { patient: "a", patient_id: "b" },
  });
  expect([status, body.errors]).toEqual([400, { patient_id: ["Differs from `patient`"] }]);
});

test("a body does not override the path", async () => {
  const url = "/api/pets/p1";
  expect((await send({ method: "PUT", url, payload: { id: "p1" } })).status).toBe(200);
  const { status, body } = await send({ method: "PUT", url, payload: { id: "p2" } });
  expect([status, body.errors]).toEqual([400, { id: ["Differs from the one in the address"] }]);
  expect(received).toEqual([{ id: "p1", expectedVersion: "any" }]);
});

test("a version that was read is used, and other fields that only answers have are refused", async () => {
  const { body: record } = await send({ url: "/api/pets/p1" });
  received.splice(0);
  const { born_on, age, created_at, ...sent } = { ...record, full_name: "Bea" };
  expect((await send({ method: "PUT", url: "/api/pets/p1", payload: sent })).status).toBe(200);
  const { fullName: _name, bornOn: _born, age: _age, version, createdAt: _at, ...kept } = pet;
  expect(received).toEqual([{ ...kept, expectedVersion: version, fullName: "Bea" }]);
  const whole = await send({ method: "PUT", url: "/api/pets/p1", payload: { ...sent, born_on, created_at } });
  expect(whole.body.errors).toEqual({ born_on: ["Unknown field"], created_at: ["Unknown field"] });
});

test("what clients of the former systems send back is ignored, and no unknown field", () => {
  const [input, output] = [z.strictObject({ name: z.string() }), z.object({ createdAt: z.string() })];
  const read = (pattern: string) =>
    readInput(
      { path: {}, query: {}, body: { name: "Ann", created_at: "2020", other: 1 }, ifMatch: undefined },
      { pattern, input: shapeOf(input, "input"), output: shapeOf(output, "output") },
    );
  const unknown = ["Unknown field"];
  for (const pattern of ["/patients", "/doctors/{id}", "/mappings/{id}", "/auth/register"])
    expect([pattern, { ...read(pattern).nameErrors }]).toEqual([pattern, { other: unknown }]);
  for (const pattern of ["/observations/{id}", "/patients/{id}/merge", "/appointments", "/practices/mine"])
    expect([pattern, { ...read(pattern).nameErrors }]).toEqual([
      pattern,
      { other: unknown, created_at: unknown },
    ]);
});

test("unknown fields are refused, in a query also those of answers", async () => {
  const body = { nonsense: 1, nick_names: [{ short_name: "A", since_year: 1, extra: 1 }] };
  const refused = await send({ method: "POST", url: "/api/pets", payload: body });
  expect(refused.body.errors).toEqual({
    nonsense: ["Unknown field"],
    "nick_names.0.extra": ["Unknown field"],
  });
  expect((await send({ url: "/api/pets?born_on=2020-01-01" })).body.errors).toEqual({
    born_on: ["Unknown field"],
  });
  expect((await send({ url: "/api/pets?limt=2" })).body.errors).toEqual({
    limt: ["Unknown field: did you mean limit?"],
  });
  expect(received).toEqual([]);
});

test("hostile names do no harm", async () => {
  for (const payload of [
    '{"__proto__":{"full_name":"x"}}',
    '{"\\u005f_proto__":1}',
    '{"constructor":{"prototype":{}}}',
  ]) {
    const headers = { "content-type": "application/json" };
    expect((await send({ method: "POST", url: "/api/pets", payload, headers })).status).toBe(400);
  }
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "__proto__[x]", "a.b"]) {
    const { status, body } = await send({ url: `/api/pets?${name}=1` });
    expect([status, Object.keys(body.errors)]).toEqual([400, [name]]);
  }
  expect(received).toEqual([]);
});

test("a body must be an object, and a missing one is empty", async () => {
  const headers = { "content-type": "application/json; charset=utf-8" };
  for (const payload of ["[]", "null", '"x"', "1", "true"]) {
    const { status, body } = await send({ method: "POST", url: "/api/pets", payload, headers });
    expect([payload, status, body.errors]).toEqual([
      payload,
      400,
      { "": ["The body has to be a JSON object"] },
    ]);
  }
  expect((await send({ method: "POST", url: "/api/pets", payload: "", headers })).status).toBe(201);
  expect((await send({ method: "DELETE", url: "/api/pets/p1", payload: "", headers })).status).toBe(204);
  expect((await send({ method: "POST", url: "/api/pets" })).status).toBe(201);
});

test("a GET takes no body", async () => {
  const headers = { "content-type": "application/json" };
  await send({ method: "GET", url: "/api/pets", payload: '{"limit":3}', headers });
  expect(received).toEqual([{ limit: 50 }]);
});

test("an invalid id in a path is an unknown one; in a query or a body it is refused", async () => {
  const Removal = z.strictObject({ id: Id, otherId: Id.optional() });
  const read = (schema: z.ZodType, path: object, body: unknown = undefined) => {
    const request = { path: { ...path }, query: {}, body, ifMatch: undefined };
    const { input } = readInput(request, {
      pattern: "/pets",
      input: shapeOf(schema, "input"),
      output: emptyShape,
    });
    return schema.safeParse(input);
  };
  const nobodys = { success: true, data: { id: "ffffffff-ffff-ffff-ffff-ffffffffffff" } };
  for (const id of ["999", "not-an-id", " ", "0198c0de-0000-7000-8000-00000000000g"])
    expect(read(Removal, { id })).toEqual(nobodys);
  expect(read(Removal, { id: "999" }, { id: "999" })).toEqual(nobodys);
  const known = "0198C0DE-0000-7000-8000-000000000000";
  expect(read(Removal, { id: known }).data).toEqual({ id: known.toLowerCase() });
  expect(read(Removal, { id: known }, { other_id: "999" }).success).toBe(false);
  expect(read(PasskeyById, { id: "no passkey" }).data).toEqual({ id: "-" });
  expect(read(PasskeyById, { id: "AbC_1-" }).data).toEqual({ id: "AbC_1-" });
});

test("a list in the query is repeated, or separated by commas, unless it is of free text", () => {
  const Chosen = z.strictObject({
    ids: z.array(Id).optional(),
    words: z.array(z.string()).optional(),
    days: z.array(z.int()).optional(),
    kinds: z.array(z.enum(["note", "drug"])).optional(),
  });
  const read = (query: Record<string, unknown>) =>
    readInput(
      { path: {}, query, body: undefined, ifMatch: undefined },
      { pattern: "/pets", input: shapeOf(Chosen, "input"), output: emptyShape },
    ).input;
  const [a, b, c] = ["a", "b", "c"];
  expect(read({ ids: `${a},${b}` })).toEqual({ ids: [a, b] });
  expect(read({ ids: [a, `${b},${c}`] })).toEqual({ ids: [a, b, c] });
  expect(read({ ids: a })).toEqual({ ids: [a] });
  expect(read({ ids: "", words: "a,b" })).toEqual({ ids: [""], words: ["a,b"] });
  expect(read({ days: "1,3", kinds: "note,drug" })).toEqual({ days: [1, 3], kinds: ["note", "drug"] });
});
