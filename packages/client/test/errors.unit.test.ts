import { asId } from "@caretype/core/kernel/field/ids";
import { TRPCClientError } from "@trpc/client";
import { beforeEach, expect, it, vi } from "vitest";
import {
  CallError,
  type Client,
  createClient,
  currentRecord,
  errorCode,
  fieldErrors,
  isAborted,
  isErrorCode,
  isErrorOf,
  isNetworkError,
  memoryStore,
} from "../src/index.ts";
import { FakeServer, Refusal } from "./fake-server.ts";

let server: FakeServer;
let caretype: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  caretype = createClient({
    url: server.url,
    store: memoryStore(server.startSession()),
    retry: { firstDelayMs: 1 },
  });
});

const failure = (): Promise<unknown> =>
  caretype.patient.byId.query({ id: asId("1") }).then(
    () => expect.fail("The call should have been refused"),
    (error: unknown) => error,
  );

it("identifies a refusal by its code", async () => {
  server.work["patient.byId"] = () => Promise.reject(new Refusal("PATIENT_NOT_FOUND", "NOT_FOUND"));
  const error = await failure();
  expect(error).toBeInstanceOf(CallError);
  expect(errorCode(error)).toBe("PATIENT_NOT_FOUND");
  expect(isErrorCode(error, "PATIENT_NOT_FOUND")).toBe(true);
  expect(isErrorCode(error, "DOCTOR_NOT_FOUND", "PATIENT_NOT_FOUND")).toBe(true);
  expect(isErrorCode(error, "DOCTOR_NOT_FOUND")).toBe(false);
  expect(isErrorCode(error)).toBe(false);
  expect(isNetworkError(error) || isAborted(error)).toBe(false);
  expect(isErrorCode(error, "PATIENT_NOT_FOUND") && error.data.requestId).toBe("request-1");
  expect(fieldErrors(error)).toEqual({});
});

it("identifies a procedure's own refusals", async () => {
  server.work["patient.byId"] = () => Promise.reject(new Refusal("PATIENT_NOT_FOUND", "NOT_FOUND"));
  const own = await failure();
  expect(isErrorOf(own, "patient.byId")).toBe(true);
  expect(isErrorOf(own, "patient.byId", "PATIENT_NOT_FOUND")).toBe(true);
  expect(isErrorOf(own, "patient.byId", "INVALID_INPUT")).toBe(false);
  expect(isErrorOf(own, "patient.update")).toBe(false);
  server.work["patient.byId"] = () => Promise.reject(new Refusal("PERMISSION_DENIED", "FORBIDDEN"));
  expect(isErrorOf(await failure(), "patient.byId")).toBe(false);
  server.work["account.login"] = () => Promise.reject(new Refusal("INVALID_CREDENTIALS", "UNAUTHORIZED"));
  const login = await caretype.auth.login({ email: "a@example.org", password: "-" }).catch((error) => error);
  expect(isErrorOf(login, "account.login", "INVALID_CREDENTIALS")).toBe(true);
  for (const other of [null, new Error("PATIENT_NOT_FOUND")])
    expect(isErrorOf(other, "patient.byId")).toBe(false);
});

it("returns the record that somebody else has changed, by its kind", async () => {
  const stale = { current: { id: "1", version: 2 }, currentKind: "patient" } as const;
  server.work["patient.byId"] = () => Promise.reject(new Refusal("STALE_VERSION", "CONFLICT", stale));
  const error = await failure();
  expect(currentRecord(error, "patient")).toEqual(stale.current);
  expect(currentRecord(error, "doctor")).toBeNull();
  expect(currentRecord(new Error("other"), "patient")).toBeNull();
});

it("returns the messages of each field", async () => {
  const errors = { dateOfBirth: ["Not a date (YYYY-MM-DD)"] };
  server.work["patient.byId"] = () => Promise.reject(new Refusal("INVALID_INPUT", "BAD_REQUEST", { errors }));
  expect(fieldErrors(await failure())).toEqual(errors);
});

it("rejects only the refused call of a batch", async () => {
  server.work["patient.list"] = () => Promise.reject(new Refusal("PERMISSION_DENIED", "FORBIDDEN"));
  const [list, me] = await Promise.allSettled([caretype.patient.list.query({}), caretype.auth.me()]);
  expect(list).toHaveProperty("reason.data.code", "PERMISSION_DENIED");
  expect(me.status).toBe("fulfilled");
});

it("distinguishes an unreachable server from one that refuses", async () => {
  await server.close();
  const error = await failure();
  expect(isNetworkError(error)).toBe(true);
  expect(errorCode(error)).toBeNull();
});

it.each([
  ["a page of HTML", "text/html", "<h1>502 Bad Gateway</h1>"],
  ["JSON of something else", "application/json", '{"message":"upstream failed"}'],
  ["a batch of something else", "application/json", '["upstream failed"]'],
  ["half an answer", "application/json", '[{"result":{"da'],
])("treats %s as no answer", async (_, type, body) => {
  server.intercept = (_paths, response) => response.writeHead(502, { "content-type": type }).end(body);
  const error = await failure();
  expect(isNetworkError(error)).toBe(true);
  expect(String(error)).toContain("HTTP 502");
});

it("treats one error for a whole batch as each call's own", async () => {
  const body = JSON.stringify({
    error: { code: -32600, message: "Too large", data: { code: "PAYLOAD_TOO_LARGE" } },
  });
  server.intercept = (_paths, response) =>
    response.writeHead(413, { "content-type": "application/json" }).end(body);
  const errors = await Promise.all([failure(), failure()]);
  expect(errors.map(errorCode)).toEqual(["PAYLOAD_TOO_LARGE", "PAYLOAD_TOO_LARGE"]);
});

it("does not treat a failure of the store as a network error", async () => {
  const store = { read: () => Promise.reject(new Error("storage is blocked")), write: () => undefined };
  caretype = createClient({ url: server.url, store });
  const error = await failure();
  expect(error).toBeInstanceOf(CallError);
  expect(String(error)).toContain("storage is blocked");
  expect(isNetworkError(error)).toBe(false);
});

it("knows the errors of tRPC's own client, too", () => {
  const data = { code: "PATIENT_NOT_FOUND", errors: { name: ["Required"] } };
  const error = TRPCClientError.from({ error: { code: -32004, message: "No such patient", data } });
  expect(errorCode(error)).toBe("PATIENT_NOT_FOUND");
  expect(isErrorCode(error, "PATIENT_NOT_FOUND")).toBe(true);
  expect(fieldErrors(error)).toEqual(data.errors);
  expect(isNetworkError(error) || isAborted(error)).toBe(false);
});

it("returns nothing for errors that are not the client's", () => {
  for (const error of [
    null,
    undefined,
    "PATIENT_NOT_FOUND",
    new Error("PATIENT_NOT_FOUND"),
    { data: { code: "INTERNAL" } },
  ]) {
    expect(errorCode(error)).toBeNull();
    expect(isNetworkError(error)).toBe(false);
    expect(isAborted(error)).toBe(false);
    expect(fieldErrors(error)).toEqual({});
  }
});

it.each([
  [
    "https://clinic.example/api/",
    'https://clinic.example/api/trpc (HTTP 404). Leave the path out of the url: "https://clinic.example"',
  ],
  ["/api", '/api/trpc (HTTP 404). Leave the path out of the url: ""'],
  ["https://clinic.example", "https://clinic.example/trpc (HTTP 404)"],
])("names the address at which there is no server: %s", async (url, address) => {
  const fetch = async () => Response.json({ status: 404 }, { status: 404 });
  const error = await createClient({ url, fetch })
    .patient.list.query()
    .catch((thrown: unknown) => thrown);
  expect(error).toHaveProperty("message", `No Caretype server answers at ${address}`);
});

it.each([
  ["an empty list", []],
  ["fewer answers than calls", [{ result: { data: 1 } }]],
  ["more answers than calls", Array(3).fill({ result: { data: 1 } })],
  ["an error without a code", [{ error: {} }, { error: {} }]],
  ["an invalid result", { result: null }],
])("reports the HTTP status of an answer that is not the server's: %s", async (_what, body) => {
  const fetch = async () => Response.json(body);
  const stranger = createClient({ url: server.url, fetch, retry: { attempts: 1 } });
  const calls = [1, 2].map((id) => stranger.patient.byId.query({ id: asId(String(id)) }));
  for (const call of calls.map((each) => each.catch((error: unknown) => error))) {
    const error = await call;
    expect(error).toMatchObject({ status: 200, path: "patient.byId" });
    expect(isNetworkError(error)).toBe(true);
    expect(String(error)).toContain(
      `The server at ${server.url} is not a Caretype server (HTTP 200, application/json)`,
    );
  }
  const alone = await stranger.auth.login({ email: "a@example.org", password: "-" }).catch((error) => error);
  expect(alone).toMatchObject({ status: 200 });
});

it("follows no redirect, which would send a password to another server", async () => {
  const other = await FakeServer.start();
  const target = other.url;
  server.intercept = (_paths, response) =>
    response.writeHead(307, { location: `${target}/trpc/account.login` }).end();
  const error = await createClient({ url: server.url })
    .auth.login({ email: "ada@example.org", password: "a password" })
    .catch((thrown: unknown) => thrown);
  expect([server.calls("account.login"), other.calls("account.login")]).toEqual([1, 0]);
  expect(isNetworkError(error)).toBe(false);
  expect(String(error)).toContain(`The server at ${server.url} redirects to ${target}.`);
});

const page = () => new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } });
const redirectedTo = (url: string) =>
  Object.defineProperties(page(), { redirected: { value: true }, url: { value: url } });
const brokenOff = () =>
  new Response(new ReadableStream({ start: (body) => body.error(new TypeError("terminated")) }));

it.each<[string, () => Response | Promise<never>]>([
  ["The server at https://a.example is not a Caretype server (HTTP 200, text/html)", page],
  [
    "The server at https://a.example is not a Caretype server (HTTP 200, text/html, redirected to https://www.a.example)",
    () => redirectedTo("https://www.a.example/login"),
  ],
  ["The answer at https://a.example broke off (HTTP 200)", brokenOff],
  [
    "The server at https://a.example could not be reached, or its CORS_ORIGINS lack https://app.example",
    () => Promise.reject(new TypeError("Failed to fetch")),
  ],
  [
    "The server at https://a.example could not be reached: ECONNREFUSED",
    // Bun's error has no cause.
    () => Promise.reject(Object.assign(new TypeError("Unable to connect"), { code: "ECONNREFUSED" })),
  ],
])("tells what a developer has to look at: %s", async (message, answer) => {
  vi.stubGlobal("location", new URL("https://app.example/page"));
  const stranger = createClient({ url: "https://a.example", fetch: async () => answer(), retry: false });
  await expect(stranger.patient.list.query()).rejects.toMatchObject({ message });
  vi.unstubAllGlobals();
});

it("gives no caller of a batch the only answer to all", async () => {
  const fetch = async () => Response.json({ result: { data: { name: "Somebody" } } });
  const stranger = createClient({ url: server.url, fetch, retry: { attempts: 1 } });
  const calls = ["1", "2"].map((id) => stranger.patient.byId.query({ id: asId(id) }));
  for (const outcome of await Promise.allSettled(calls))
    expect(outcome).toMatchObject({ status: "rejected", reason: { status: 200, path: "patient.byId" } });
});
