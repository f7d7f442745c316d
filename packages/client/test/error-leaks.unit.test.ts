import { once } from "node:events";
import { createServer as createNetServer } from "node:net";
import { inspect } from "node:util";
import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  CallError,
  type Client,
  type ClientOptions,
  createClient,
  isAborted,
  isNetworkError,
  memoryStore,
  retryAfterMs,
} from "../src/index.ts";
import { FakeServer, gate, Refusal, unavailable } from "./fake-server.ts";

// Every part of an answer contains a canary. None may appear in an error.
const canary = "canary-of-somebody-else";
const inputCanary = "canary-of-the-input";

let server: FakeServer;
let caretype: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  caretype = clientOf();
  server.work["patient.byId"] = (input) => {
    if (JSON.stringify(input).includes("unknown"))
      throw new Refusal("PATIENT_NOT_FOUND", "NOT_FOUND", { httpStatus: 404 });
    return { name: canary, medicalHistory: canary };
  };
});

const clientOf = (options: Partial<ClientOptions> = {}) =>
  createClient({ url: server.url, store: memoryStore(server.startSession()), retry: false, ...options });

const byId = (id: string, options?: { signal: AbortSignal }) =>
  caretype.patient.byId.query({ id: asId(`${id} ${inputCanary}`) }, options);

/** Everything that a log, an error tracker or `postMessage` would contain. */
function everythingIn(error: unknown): string {
  const clone: unknown = structuredClone(error);
  const depths = { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null } as const;
  const texts = [error, clone].flatMap((each) => [
    JSON.stringify(each) ?? "",
    inspect(each, depths),
    inspect(each, { ...depths, getters: true, showProxy: true }),
    String(each),
    String(Object(each).stack),
  ]);
  return texts.join("\n");
}

async function refusalOf(call: Promise<unknown>): Promise<CallError> {
  const error = await call.then(
    () => expect.fail("The call should have been refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof CallError)) throw error;
  return error;
}

function expectClean(error: CallError) {
  const everything = everythingIn(error);
  expect(everything).not.toContain(canary.slice(0, 12));
  expect(everything).not.toContain(inputCanary);
  expect(error.meta).toBeUndefined();
}

describe("an error contains only its own refusal", () => {
  it("if a batch contains other patients' records", async () => {
    server.intercept = (_paths, response) => response.setHeader("x-note", canary) && null;
    const [known, unknown] = await Promise.allSettled([byId("known"), byId("unknown")]);
    expect(known).toMatchObject({ value: { medicalHistory: canary } });
    const error = await refusalOf(unknown.status === "rejected" ? Promise.reject(unknown.reason) : byId(""));
    expectClean(error);
    expect(error).toMatchObject({
      message: "PATIENT_NOT_FOUND",
      path: "patient.byId",
      status: 404,
      requestId: "request-1",
      data: { code: "PATIENT_NOT_FOUND" },
    });
  });

  it("if a call has its own request", async () => {
    server.intercept = (_paths, response) => response.setHeader("x-note", canary) && null;
    server.work["account.login"] = () => Promise.reject(new Refusal("INVALID_CREDENTIALS", "UNAUTHORIZED"));
    const error = await refusalOf(caretype.auth.login({ email: "a@example.org", password: inputCanary }));
    expectClean(error);
    expect(error.path).toBe("account.login");
  });

  it.each([
    ["a page of HTML", "text/html", `<h1>${canary}</h1>`],
    ["plain text", "text/plain", canary],
    ["half an answer", "application/json", `[{"result":{"data":{"name":"${canary}"`],
    ["JSON of something else", "application/json", JSON.stringify({ message: canary })],
    ["an invalid envelope", "application/json", JSON.stringify([{ error: canary }, { result: canary }])],
    ["fewer answers than calls", "application/json", JSON.stringify([{ result: { data: canary } }])],
    [
      "a refusal with additional fields",
      "application/json",
      JSON.stringify({ error: { code: -32600, message: "No", data: null, more: canary }, more: canary }),
    ],
  ])("if a proxy answers: %s", async (_, type, body) => {
    server.intercept = (_paths, response) =>
      response
        .writeHead(502, { "content-type": type, "x-note": canary, "x-request-id": "from-proxy" })
        .end(body);
    const settled = await Promise.allSettled([byId("one"), byId("two")]);
    const errors = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expectClean(await refusalOf(Promise.reject(error)));
      expect(error).toMatchObject({ path: "patient.byId" });
    }
  });

  it("if the answer is not HTTP, which undici keeps in its error", async () => {
    const broken = createNetServer((socket) => {
      socket.on("error", () => undefined);
      socket.end(`HTTP/1.1 200 OK\r\nBroken header ${canary}\r\n\r\n`);
    }).listen(0, "127.0.0.1");
    await once(broken, "listening");
    const { port } = Object(broken.address());
    caretype = clientOf({ url: `http://127.0.0.1:${port}` });
    const error = await refusalOf(byId("one"));
    broken.close();
    expect(isNetworkError(error)).toBe(true);
    expectClean(error);
    expect(everythingIn(error)).toContain("HTTPParserError");
  });

  it("if the call is aborted, and the batch is answered", async () => {
    const answered = gate();
    server.work["patient.list"] = () => answered.passed;
    const abort = new AbortController();
    const [known, aborted] = [byId("known"), caretype.patient.list.query({}, { signal: abort.signal })];
    const refused = refusalOf(aborted);
    abort.abort();
    answered.open();
    await known;
    const error = await refused;
    expect(isAborted(error)).toBe(true);
    expectClean(error);
    expect(error).toMatchObject({ path: "patient.list", status: null, requestId: null });
  });

  it("if a sign-out overtakes a sign-in", async () => {
    server.work["account.login"] = () => caretype.auth.logout();
    const error = await refusalOf(caretype.auth.login({ email: "a@example.org", password: inputCanary }));
    expect(isAborted(error)).toBe(true);
    expectClean(error);
    expect(error.path).toBe("account.login");
  });

  it("if the time is up, or the server cannot be reached", async () => {
    server.work["patient.byId"] = () => new Promise(() => undefined);
    caretype = clientOf({ timeoutMs: 20 });
    expectClean(await refusalOf(byId("one")));
    caretype = clientOf();
    await server.close();
    const error = await refusalOf(byId("one"));
    expectClean(error);
    expect(everythingIn(error)).toContain("ECONNREFUSED");
  });

  it("if the token's renewal was refused, with the path of each waiting call", async () => {
    server.expireAccess();
    server.work["account.refresh"] = () => Promise.reject(unavailable());
    const settled = await Promise.allSettled([byId("one"), caretype.patient.list.query({})]);
    const errors = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(errors.map(({ path }) => path)).toEqual(["patient.byId", "patient.list"]);
    for (const error of errors) expectClean(await refusalOf(Promise.reject(error)));
  });
});

it("an error tells how long to wait, without containing a header", async () => {
  server.work["patient.byId"] = () => Promise.reject(unavailable());
  server.intercept = (_paths, response) => response.setHeader("retry-after", "40") && null;
  const error = await refusalOf(byId("one"));
  expect(retryAfterMs(error)).toBe(40_000);
  expect(everythingIn(error)).not.toMatch(/retry-after|40000/i);
  server.intercept = () => null;
  expect(retryAfterMs(await refusalOf(byId("one")))).toBeNull();
});

describe("an error's stack", () => {
  /** The stack must contain this name. */
  function openRecord() {
    return byId("unknown");
  }

  it("names the procedure, and begins where the call was made", async () => {
    const error = await refusalOf(openRecord());
    const [head, ...frames] = (error.stack ?? "").split("\n");
    expect(head).toBe("CallError: PATIENT_NOT_FOUND (patient.byId)");
    expect(frames[0]).toContain("byId");
    expect(frames[0]).toContain("error-leaks.unit.test.ts");
    expect(frames[1]).toContain("openRecord");
    expect(error.stack).not.toContain("@trpc");
  });

  it("is that of each caller, also if they share a request", async () => {
    const openAnother = () => caretype.patient.byId.query({ id: asId("unknown") });
    const [one, other] = await Promise.all([refusalOf(openRecord()), refusalOf(openAnother())]);
    expect(one.stack).toContain("openRecord");
    expect(other.stack).toContain("openAnother");
    expect(server.requests).toHaveLength(1);
  });

  it("has the message where an engine captures no frames, as Bun may do", async () => {
    const capture = vi.spyOn(Error, "captureStackTrace");
    capture.mockImplementation((target) => Object.assign(target, { stack: "Error" }));
    const error = await refusalOf(openRecord());
    capture.mockRestore();
    expect(error.stack).toBe("CallError: PATIENT_NOT_FOUND (patient.byId)");
  });

  it("is that of the caller for auth, too", async () => {
    server.work["account.me"] = () => Promise.reject(unavailable());
    const showWhoIsHere = () => caretype.auth.me();
    const error = await refusalOf(showWhoIsHere());
    expect(error.stack).toContain("showWhoIsHere");
    expect(error.path).toBe("account.me");
  });
});
