import { randomUUID } from "node:crypto";
import { createServices } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

// `Idempotency-Key` over HTTP: on REST, and on the typed surface.

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
const services = await createServices({ database, settings: serviceSettings });
const origin = "https://app.example.org";
const app = await createApp({
  services,
  settings: { allowedHosts: ["localhost"], corsOrigins: [origin], trustedProxies: [] },
  logger: createLogger("silent"),
});
afterAll(async () => {
  await services.close();
  await database.close();
  await drop();
});

type Sent = { line: string; body?: unknown; key?: string | undefined; token?: string };

async function send({ line, body, key, token }: Sent) {
  const [method = "POST", path = ""] = line.split(" ");
  const answer = await app.inject({
    method: method as "GET" | "POST" | "PATCH" | "DELETE",
    url: path,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { "idempotency-key": key }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  const { statusCode: status, headers, body: text } = answer;
  const { "idempotency-replayed": replayed, location, etag } = headers;
  return { status, text, replayed, location, etag };
}

const person = () => ({ email: `${randomUUID()}@example.org`, password: "nine lives of a lamp" });

async function signUp() {
  const { text } = await send({ line: "POST /api/auth/register", body: person() });
  const token: string = JSON.parse(text).tokens.access;
  const names = async (): Promise<string[]> => {
    const { text: list } = await send({ line: "GET /api/patients", token });
    return JSON.parse(list).map(({ name }: { name: string }) => name);
  };
  return { token, names };
}

const ann = { name: "Ann Lee", gender: "female" };
const codeOf = (text: string): unknown => {
  const { code, error } = JSON.parse(text);
  return code ?? error.data.code;
};

describe("on REST", () => {
  it("a repeated request gets the same status, headers and body, byte for byte", async () => {
    const { token, names } = await signUp();
    const request = { line: "POST /api/patients", body: ann, key: "rest-1", token };
    const first = await send(request);
    expect(first).toMatchObject({ status: 201, replayed: undefined, etag: '"1"' });
    expect(first.location).toMatch(/^\/api\/patients\/[0-9a-f-]{36}$/);
    expect(await send(request)).toEqual({ ...first, replayed: "true" });
    expect(await names()).toEqual(["Ann Lee"]);
  });

  it("this also applies to changes, removals and errors", async () => {
    const { token } = await signUp();
    const { location = "" } = await send({ line: "POST /api/patients", body: ann, token });
    const twice = async (request: Omit<Sent, "key" | "token">, isKept = true) => {
      const key = randomUUID();
      const first = await send({ ...request, key, token });
      const again = await send({ ...request, key, token });
      const comparable = ({ text, ...answer }: typeof first) => ({
        ...answer,
        text: text.replace(/"request_id":"[^"]+"/, ""),
      });
      expect(comparable(again)).toEqual({
        ...comparable(first),
        replayed: isKept ? "true" : undefined,
      });
      return first.status;
    };
    expect(await twice({ line: `PATCH ${location}`, body: { name: "Bea Ito", expected_version: 1 } })).toBe(
      200,
    );
    // It returns the current record, which is not stored with the key.
    const stale = { line: `PATCH ${location}`, body: { name: "Cy Fox", expected_version: 1 } };
    expect(await twice(stale, false)).toBe(409);
    expect(await twice({ line: `DELETE ${location}` })).toBe(204);
    expect(await twice({ line: `DELETE ${location}` })).toBe(404);
  });

  it("another body and invalid keys are refused", async () => {
    const { token, names } = await signUp();
    await send({ line: "POST /api/patients", body: ann, key: "k", token });
    const other = { ...ann, name: "Bea Ito" };
    const reused = await send({ line: "POST /api/patients", body: other, key: "k", token });
    expect([reused.status, codeOf(reused.text)]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
    for (const key of ["", "two, keys", "a b"]) {
      const refused = await send({ line: "POST /api/patients", body: other, key, token });
      expect([refused.status, JSON.parse(refused.text).errors]).toEqual([
        400,
        { "Idempotency-Key": [expect.any(String)] },
      ]);
    }
    expect(await names()).toEqual(["Ann Lee"]);
  });
});

describe("on the typed surface", () => {
  it("a call has one key", async () => {
    const { token, names } = await signUp();
    const request = { line: "POST /trpc/patient.create", body: ann, key: "typed-1", token };
    const first = await send(request);
    expect(first).toMatchObject({ status: 200, replayed: undefined });
    expect(await send(request)).toEqual({ ...first, replayed: "true" });
    expect(await names()).toEqual(["Ann Lee"]);
    const refused = await send({ ...request, key: "a,b" });
    expect([refused.status, codeOf(refused.text)]).toEqual([400, "INVALID_INPUT"]);
  });

  it("a batch has one key per call, and some calls may have none", async () => {
    const { token, names } = await signUp();
    const names3 = ["A B", "C D", "E F"];
    const body = Object.fromEntries(names3.map((name, index) => [index, { ...ann, name }]));
    const path = Array.from({ length: 3 }, () => "patient.create").join();
    const batch = { line: `POST /trpc/${path}?batch=1`, body, token };
    const first = await send({ ...batch, key: "k0, ,k2" });
    const again = await send({ ...batch, key: "k0,,k2" });
    expect([first.replayed, again.replayed]).toEqual([undefined, "true,false,true"]);
    const [one, two] = [JSON.parse(first.text), JSON.parse(again.text)];
    expect([two[0], two[2]]).toEqual([one[0], one[2]]);
    expect(two[1]).not.toEqual(one[1]);
    expect((await names()).toSorted()).toEqual(["A B", "C D", "C D", "E F"]);
  });

  it("a batch with the same key twice runs that call once", async () => {
    const { token, names } = await signUp();
    const line = "POST /trpc/patient.create,patient.create?batch=1";
    const { text } = await send({ line, body: { 0: ann, 1: ann }, key: "k,k", token });
    const [one, two] = JSON.parse(text);
    expect(one).toEqual(two);
    expect(await names()).toEqual(["Ann Lee"]);
  });

  it.each(["k0", "k0,k1,k2"])("a batch of two is refused with %s", async (key) => {
    const { token, names } = await signUp();
    const line = "POST /trpc/patient.create,patient.create?batch=1";
    const refused = await send({ line, body: { 0: ann, 1: ann }, key, token });
    expect([refused.status, codeOf(refused.text)]).toEqual([400, "INVALID_INPUT"]);
    expect(await names()).toEqual([]);
  });

  it("a batch of queries ignores them", async () => {
    const { token } = await signUp();
    const line = "POST /trpc/account.me,patient.list?batch=1";
    expect((await send({ line, body: { 1: {} }, key: "a b", token })).status).toBe(200);
  });
});

it("is the same on both surfaces", async () => {
  const { token, names } = await signUp();
  const typed = await send({ line: "POST /trpc/patient.create", body: ann, key: "k", token });
  const rest = await send({ line: "POST /api/patients", body: ann, key: '"k"', token });
  expect([rest.status, rest.replayed]).toEqual([201, "true"]);
  expect(JSON.parse(rest.text).id).toBe(JSON.parse(typed.text).result.data.id);
  expect(await names()).toEqual(["Ann Lee"]);
});

describe("for a registration", () => {
  const register = (body: object, key?: string) => send({ line: "POST /api/auth/register", body, key });

  it("a retry with the same key, fields and password gets tokens of the same account", async () => {
    const who = person();
    const [first, again] = [await register(who, "reg-1"), await register(who, "reg-1")];
    expect([first.status, again.status, again.replayed]).toEqual([201, 201, "true"]);
    const [original, same] = [JSON.parse(first.text), JSON.parse(again.text)];
    expect({ ...same, tokens: null }).toEqual({ ...original, tokens: null });
    expect(same.tokens.refresh).not.toBe(original.tokens.refresh);
    const me = await send({ line: "GET /api/auth/me", token: same.tokens.access });
    expect(JSON.parse(me.text).id).toBe(original.id);
    const practices = await database.reader.execute(
      sql`select 1 from membership where account_id = ${original.id}`,
    );
    expect(practices).toHaveLength(1);
  });

  it("other callers get EMAIL_TAKEN", async () => {
    const who = person();
    await register(who, "reg-2");
    const others = [
      await register(who),
      await register(who, "reg-3"),
      await register({ ...who, password: "another password" }, "reg-2"),
      await register({ ...who, name: "Somebody" }, "reg-2"),
    ];
    expect(others.map(({ status, text }) => [status, codeOf(text)])).toEqual(
      others.map(() => [409, "EMAIL_TAKEN"]),
    );
  });

  it("a deactivated account gets no tokens, and after a day nobody does", async () => {
    const who = person();
    const { id } = JSON.parse((await register(who, "reg-4")).text);
    await database.reader.execute(sql`update account set is_active = false where id = ${id}`);
    expect((await register(who, "reg-4")).status).toBe(409);
    await database.reader.execute(sql`update account set is_active = true where id = ${id}`);
    expect((await register(who, "reg-4")).status).toBe(201);
    await database.reader.execute(
      sql`update idempotency_key set created_at = now() - interval '25 hours' where account_id = ${id}`,
    );
    expect((await register(who, "reg-4")).status).toBe(409);
  });

  it("twenty concurrent calls create one account", async () => {
    const who = person();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(who, "reg-5")));
    expect(new Set(answers.map(({ status, text }) => `${status} ${JSON.parse(text).id}`)).size).toBe(1);
  });

  it("no secret is stored", async () => {
    const who = person();
    const { id, tokens } = JSON.parse((await register(who, "reg-6")).text);
    const [row] = await database.reader.execute(
      sql`select idempotency_key::text as text, answer from idempotency_key where account_id = ${id}`,
    );
    expect(row?.answer).toBeNull();
    for (const secret of [who.password, tokens.access, tokens.refresh])
      expect(row?.text).not.toContain(secret);
  });
});

it("may be sent by pages of allowed origins, which may read the result", async () => {
  const answer = await app.inject({
    method: "OPTIONS",
    url: "/api/patients",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "idempotency-key",
    },
  });
  expect(answer.headers["access-control-allow-headers"]).toContain("idempotency-key");
  const listed = await app.inject({
    method: "GET",
    url: "/api/patients",
    headers: { origin },
  });
  expect(listed.headers["access-control-expose-headers"]).toContain("idempotency-replayed");
});
