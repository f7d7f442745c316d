import { isDeepStrictEqual } from "node:util";
import { CallError, createClient } from "@caretype/client";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { createPractice } from "../src/kit/practice.ts";
import { restOf } from "./rest.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

type Answer = { status: number; code: unknown; practice: unknown };

/** Calls `practice.mine` on the typed surface, alone and in a batch, and on REST. */
async function onAll(headers: Record<string, string>): Promise<Answer[]> {
  const get = async (path: string) => {
    const response = await fetch(`${backend.url}${path}`, { headers });
    const body: unknown = JSON.parse(await response.text());
    return { status: response.status, body };
  };
  const batch = await get("/trpc/practice.mine,practice.mine?batch=1");
  const typed = [
    await get("/trpc/practice.mine"),
    ...Object.values(Object(batch.body)).map((body) => ({ ...batch, body })),
  ];
  const plain = await get("/api/practices/mine");
  return [
    ...typed.map(({ status, body }) => {
      const { result, error } = Object(body);
      return { status, code: error?.data.code, practice: result?.data.id };
    }),
    { status: plain.status, code: Object(plain.body).code, practice: Object(plain.body).id },
  ];
}

const answered = (practice: string) => Array(4).fill({ status: 200, code: undefined, practice });
const refused = (status: number, code: string) => Array(4).fill({ status, code, practice: undefined });

async function makeWorld() {
  const [one, other] = [await backend.signUp(), await backend.signUp()];
  const [own, foreign] = [await one.client.practice.mine.query(), await other.client.practice.mine.query()];
  const apiKey = await one.client.apiKey.create.mutate({ name: "Lab sync", permissions: ["practice:read"] });
  return { ...one, own: own.id, foreign: foreign.id, apiKey };
}

describe("the header Caretype-Practice", () => {
  it("selects the practice of a call on both surfaces", async () => {
    const { accessToken, own, foreign } = await makeWorld();
    const authorization = `Bearer ${accessToken}`;
    const asking = (practice: string) => onAll({ authorization, "Caretype-Practice": practice });
    expect(await onAll({ authorization })).toEqual(answered(own));
    expect(await asking(own)).toEqual(answered(own));
    expect(await asking(` ${own.toUpperCase()} `)).toEqual(answered(own));
    for (const practice of [foreign, `${own}, ${own}`, `${own},${foreign}`, "", "mine", "x".repeat(5_000)])
      expect(await asking(practice)).toEqual(refused(404, "PRACTICE_NOT_FOUND"));
  });

  it("is documented for calls in a practice, and for no others", async () => {
    const { paths, components } = Object(await (await fetch(`${backend.url}/openapi.json`)).json());
    const operations = Object.values(Object(paths)).flatMap((path) => Object.values(Object(path)));
    expect(operations.length).toBeGreaterThan(50);
    for (const { operationId, security, parameters = [], responses } of operations.map(Object)) {
      const isOpen = security?.length === 0;
      const practice = { $ref: "#/components/parameters/CaretypePractice" };
      expect([operationId, parameters.some((one: object) => isDeepStrictEqual(one, practice))]).toEqual([
        operationId,
        !isOpen,
      ]);
      const name = responses["4XX"].$ref.replace("#/components/responses/", "");
      const namesPractice = components.responses[name].description.includes("404: `PRACTICE_NOT_FOUND`");
      expect([operationId, namesPractice]).toEqual([operationId, !isOpen]);
    }
  });
});

describe("an API key", () => {
  it("works on both surfaces, as a bearer token", async () => {
    const { apiKey, own, foreign } = await makeWorld();
    const authorization = `Bearer ${apiKey.key}`;
    expect(await onAll({ authorization })).toEqual(answered(own));
    expect(await onAll({ authorization: `bearer  ${apiKey.key}` })).toEqual(answered(own));
    expect(await onAll({ authorization, "Caretype-Practice": own })).toEqual(answered(own));
    expect(await onAll({ authorization, "Caretype-Practice": foreign })).toEqual(
      refused(404, "PRACTICE_NOT_FOUND"),
    );
    const { body } = await restOf(backend.url, apiKey.key)("GET /auth/me");
    expect(body).toMatchObject({ status: 403, code: "PERMISSION_DENIED" });
  });

  it("that is invalid is refused like an invalid token", async () => {
    const { apiKey, accessToken } = await makeWorld();
    for (const none of [
      `${apiKey.key}A`,
      apiKey.key.slice(0, -1),
      `${apiKey.key}=`,
      `ct_${"A".repeat(49)}`,
      "ct_",
    ])
      expect(await onAll({ authorization: `Bearer ${none}` })).toEqual(refused(401, "UNAUTHENTICATED"));
    expect(await onAll({ authorization: `Basic ${apiKey.key}` })).toEqual(refused(401, "UNAUTHENTICATED"));
    // API keys and refresh tokens are not interchangeable.
    const send = restOf(backend.url);
    for (const refresh of [apiKey.key, accessToken])
      expect((await send("POST /auth/refresh", { refresh })).body).toMatchObject({ status: 401 });
  });

  it("is created, changed, rotated and revoked through REST", async () => {
    const { accessToken } = await backend.signUp();
    const send = restOf(backend.url, accessToken);
    const created = await send("POST /practices/mine/api-keys", {
      name: "Lab",
      permissions: ["patient:read"],
    });
    const { id, key, ...shown } = Object(created.body);
    expect([created.status, created.headers.get("etag"), created.headers.get("cache-control")]).toEqual([
      201,
      '"1"',
      "no-store",
    ]);
    expect(shown).toMatchObject({ name: "Lab", hint: key.slice(0, 8), expires_at: null, revoked_at: null });
    const path = `/practices/mine/api-keys/${id}`;
    const renamed = await send(`PATCH ${path}`, { name: "Radiology" }, { "if-match": '"1"' });
    expect([renamed.status, Object(renamed.body).version, Object(renamed.body).key]).toEqual([
      200,
      2,
      undefined,
    ]);
    const stale = await send(`POST ${path}/rotate`, {}, { "if-match": '"1"' });
    expect([stale.status, Object(stale.body).current.version]).toEqual([412, 2]);
    const rotated = await send(`POST ${path}/rotate`, {}, { "if-match": '"2"' });
    expect(rotated.status).toBe(200);
    const statusBy = async (bearer: string) => (await restOf(backend.url, bearer)("GET /patients")).status;
    expect([await statusBy(key), await statusBy(Object(rotated.body).key)]).toEqual([401, 200]);
    expect((await send(`DELETE ${path}`)).status).toBe(204);
    expect(await statusBy(Object(rotated.body).key)).toBe(401);
    expect((await send(`DELETE ${path}`)).body).toMatchObject({ status: 404, code: "API_KEY_NOT_FOUND" });
    const { body } = await send("GET /practices/mine/api-keys");
    expect(body).toMatchObject([{ id, name: "Radiology", revoked_at: expect.any(String) }]);
  });
});

describe("a refusal names the permission, and tells keys from sign-ins", () => {
  const sayOf = async (call: Promise<unknown>) => {
    const error: unknown = await call.catch((caught: unknown) => caught);
    if (!(error instanceof CallError)) throw new Error("The call was not refused", { cause: error });
    return [error.message, error.data?.permission];
  };

  it("for a key, by both surfaces", async () => {
    const { apiKey, client, accessToken } = await makeWorld();
    const service = createClient({ url: backend.url, apiKey: apiKey.key });
    expect(await sayOf(service.patient.list.query())).toEqual([
      "The API key lacks the permission patient:read: to list, search and read patients and their history, without `medicalHistory`",
      "patient:read",
    ]);
    expect(await sayOf(service.account.me.query())).toEqual([
      "No API key can have the permission account:self: sign in instead",
      "account:self",
    ]);
    const [list] = [await restOf(backend.url, apiKey.key)("GET /patients")];
    expect(list).toMatchObject({
      status: 403,
      body: {
        title: "You do not have the permission for this",
        detail: expect.stringContaining("and their history, without `medical_history`"),
        permission: "patient:read",
      },
    });
    await client.apiKey.revoke.mutate({ id: apiKey.id });
    const wrong = "The API key is unknown, expired, replaced or revoked";
    for (const key of [apiKey.key, `${apiKey.key.slice(0, -1)}x`]) {
      const stranger = createClient({ url: backend.url, apiKey: key });
      expect(await sayOf(stranger.practice.mine.query())).toEqual([wrong, null]);
      expect((await restOf(backend.url, key)("GET /practices/mine")).body).toMatchObject({ detail: wrong });
    }
    const { body } = await restOf(backend.url, `${accessToken}x`)("GET /practices/mine");
    expect(body).toMatchObject({ detail: expect.stringContaining("refresh it or sign in") });
  });

  it("for a field and for an option of a call", async () => {
    const { client } = await makeWorld();
    const removing = ["patient:remove", "doctor:read", "assignment:read"] as const;
    const permissions = ["patient:read", "patient:create", ...removing] as const;
    const { key } = await client.apiKey.create.mutate({ name: "Lab", permissions: [...permissions] });
    const service = createClient({ url: backend.url, apiKey: key });
    const jane = { name: "Jane Roe", gender: "female" } as const;
    expect(await sayOf(service.patient.create.mutate({ ...jane, medicalHistory: "Asthma" }))).toEqual([
      "The API key lacks the permission patient:read-clinical: to see `medicalHistory`, and set it when adding or changing patients",
      "patient:read-clinical",
    ]);
    const { id } = await service.patient.create.mutate(jane);
    const removal = { id, expectedVersion: "any", unassign: true } as const;
    expect(await sayOf(service.patient.remove.mutate(removal))).toMatchObject([
      "The API key lacks the permission assignment:remove: to remove assignments, list removed ones and restore them",
      "assignment:remove",
    ]);
  });

  it("for a member, by the role", async () => {
    const practice = await createPractice(backend.url, 1);
    const reception = await practice.as("reception");
    expect(await sayOf(reception.audit.list.query({}))).toEqual([
      "Your role does not allow you to read the practice's audit and patients' access logs (audit:read)",
      "audit:read",
    ]);
    // No role has it, so the message names none.
    expect(await sayOf(practice.client.staff.accounts.query({}))).toEqual([
      "Only a staff account may find, deactivate and reactivate accounts, see and end their sessions and API keys (staff:accounts)",
      "staff:accounts",
    ]);
  });
});
