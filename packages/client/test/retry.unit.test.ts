import { asId } from "@caretype/core/kernel/field/ids";
import { TRPCClientError } from "@trpc/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NoResponse } from "../src/errors.ts";
import {
  type Client,
  type ClientOptions,
  createClient,
  errorCode,
  isAborted,
  isErrorCode,
  isNetworkError,
  memoryStore,
} from "../src/index.ts";
import { withRetry } from "../src/with-retry.ts";
import { FakeServer, gate, Refusal, unavailable } from "./fake-server.ts";

let server: FakeServer;
let caretype: Client;

const clientWith = (options: Partial<ClientOptions> = {}) =>
  createClient({
    url: server.url,
    store: memoryStore(server.startSession()),
    retry: { firstDelayMs: 1 },
    ...options,
  });

beforeEach(async () => {
  server = await FakeServer.start();
  caretype = clientWith();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const jane = { name: "Jane Roe", gender: "female" } as const;
const create = (client = caretype) => client.patient.create.mutate(jane);
const sentKeys = () => server.requests.map(({ headers }) => headers.get("idempotency-key"));
const logIn = () => caretype.auth.login({ email: "ada@example.org", password: "a password" });

/** Cuts this number of connections after the request has arrived. */
function cut(times: number) {
  let left = times;
  server.intercept = (_, response) => (left-- > 0 ? response.destroy() : null);
}

const answer503 = (headers: Record<string, string> = {}) => {
  const data = { code: "SERVICE_UNAVAILABLE", errors: null };
  const body = JSON.stringify({ error: { code: -32603, message: "Not available just now", data } });
  server.intercept = (_, response) =>
    response.writeHead(503, { "content-type": "application/json", ...headers }).end(body);
};

describe("keys", () => {
  it("are new for each mutation, and queries have none", async () => {
    await create();
    await create();
    await logIn();
    await caretype.auth.me();
    const [first, second, third, ofQuery] = sentKeys();
    for (const key of [first, second, third]) expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(ofQuery).toBeNull();
  });

  it("are sent for each call of a batch, in order, and each call keeps its own", async () => {
    const failing = new Set(["B", "C"]);
    server.work["patient.create"] = (input) => {
      if (failing.delete(Object(input).name)) throw unavailable();
      return input;
    };
    const names = ["A", "B", "C"];
    const patients = names.map((name) => caretype.patient.create.mutate({ name, gender: "female" }));
    expect((await Promise.all(patients)).map(({ name }) => name)).toEqual(names);
    const [batch, ...again] = sentKeys();
    const keys = batch?.split(",") ?? [];
    expect(new Set(keys).size).toBe(3);
    expect(again.flatMap((sent) => sent?.split(",") ?? []).toSorted()).toEqual(keys.slice(1).toSorted());
  });

  it("may be the caller's own", async () => {
    const context = { idempotencyKey: "form-17" };
    await Promise.all([create(), caretype.patient.create.mutate(jane, { context })]);
    expect(sentKeys()[0]).toMatch(/^[0-9a-f]{32},form-17$/);
  });

  it.each(["a,b", "a\nb", "", "a".repeat(129)])(
    "that are invalid, such as %j, fail only their own call",
    async (text) => {
      const context = { idempotencyKey: text };
      const outcomes = await Promise.allSettled([
        create(),
        caretype.patient.create.mutate(jane, { context }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
      expect(server.requests).toHaveLength(1);
    },
  );

  it("stay the same if the call is retried with a renewed token", async () => {
    server.expireAccess();
    await create();
    const creations = server.requests.filter(({ paths }) => paths[0] === "patient.create");
    const [refused, retried] = creations.map(({ headers }) => headers.get("idempotency-key"));
    expect(retried).toBe(refused);
    expect(retried).toBeTruthy();
  });
});

describe("a call without an answer", () => {
  it("is retried, a mutation with its key", async () => {
    cut(3);
    await expect(create()).resolves.toBeNull();
    expect([server.requests.length, new Set(sentKeys()).size]).toEqual([4, 1]);
  });

  it("is retried, also a query and a sign-in", async () => {
    cut(2);
    await caretype.patient.byId.query({ id: asId("1") });
    cut(2);
    await logIn();
    expect(server.requests).toHaveLength(6);
  });

  it("is retried after a proxy's error page", async () => {
    let pages = 1;
    server.intercept = (_, response) =>
      pages-- > 0 ? response.writeHead(502).end("<h1>Bad Gateway</h1>") : null;
    await expect(create()).resolves.toBeNull();
  });

  it.each([
    ["seconds", () => "7"],
    ["a date", () => new Date(Date.now() + 9_000).toUTCString()],
  ])("is not retried before the time that a proxy sends in %s", async (_, after) => {
    caretype = clientWith({ timeoutMs: 5_000 });
    server.intercept = (_paths, response) =>
      response.writeHead(503, { "retry-after": after() }).end("<h1>Busy</h1>");
    await expect(create()).rejects.toSatisfy(isNetworkError);
    expect(server.requests).toHaveLength(1);
  });

  it.each([429, 401, 413])("is not retried if a proxy has refused it with %d", async (status) => {
    server.intercept = (_, response) => response.writeHead(status).end("<h1>No</h1>");
    const error = await create().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: `A proxy between you and the server answered ${status}` });
    expect([isNetworkError(error), server.requests.length]).toEqual([false, 1]);
  });

  it("is not retried if its answer contains a secret, which the server does not store", async () => {
    cut(Number.POSITIVE_INFINITY);
    const input = { name: "Lab", permissions: ["patient:read" as const] };
    await expect(caretype.apiKey.create.mutate(input)).rejects.toSatisfy(isNetworkError);
    expect(server.calls("apiKey.create")).toBe(1);
    await expect(caretype.practice.create.mutate({ name: "Second" })).rejects.toSatisfy(isNetworkError);
    expect(server.calls("practice.create")).toBe(8);
  });

  it("fails after eight attempts, or after the number that was set", async () => {
    cut(Number.POSITIVE_INFINITY);
    await expect(create()).rejects.toSatisfy(isNetworkError);
    expect(server.requests).toHaveLength(8);
    await expect(create(clientWith({ retry: { attempts: 2, firstDelayMs: 1 } }))).rejects.toSatisfy(
      isNetworkError,
    );
    expect(server.requests).toHaveLength(10);
    await expect(create(clientWith({ retry: false }))).rejects.toSatisfy(isNetworkError);
    expect(server.requests).toHaveLength(11);
  });

  it.each([
    ["the shortest", 0, 6_750],
    ["the longest", 1, 13_500],
  ])("is retried for about ten seconds, like a restart: %s pauses", async (_, random, lastsMs) => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(random);
    const send = vi.fn(() => Promise.reject(TRPCClientError.from(new NoResponse("Nobody is there"))));
    const began = performance.now();
    const call = withRetry({}, send)({ type: "query", path: "patient.list", input: {}, options: undefined });
    const ended = call.catch(() => performance.now() - began);
    await vi.runAllTimersAsync();
    expect(await ended).toBeCloseTo(lastsMs, -1);
    expect(send).toHaveBeenCalledTimes(8);
  });

  it("is not retried after it was aborted", async () => {
    caretype = clientWith({ retry: { firstDelayMs: 10_000 } });
    const abort = new AbortController();
    const reached = gate();
    server.intercept = (_, response) => {
      response.destroy();
      reached.open();
    };
    // The maximum delay.
    const random = vi.spyOn(Math, "random").mockReturnValue(0.999);
    const call = caretype.patient.create.mutate(jane, { signal: abort.signal });
    await reached.passed;
    await vi.waitFor(() => expect(random).toHaveBeenCalled());
    server.intercept = () => null;
    const ended = expect(call).rejects.toSatisfy(isAborted);
    abort.abort();
    // A concurrent call does not send the aborted one.
    await create();
    await ended;
    expect(server.requests.map(({ paths }) => paths.length)).toEqual([1, 1]);
  });

  it("is ended by an AbortController that is passed in place of options", async () => {
    const reached = gate();
    server.intercept = () => {
      reached.open();
      return new Promise(() => undefined);
    };
    const abort = new AbortController();
    const call = caretype.patient.create.mutate(jane, abort);
    await reached.passed;
    abort.abort();
    await expect(call).rejects.toSatisfy(isAborted);
  });

  it("rejects with the error instead of waiting past its deadline", async () => {
    caretype = clientWith({ retry: { firstDelayMs: 60_000 }, timeoutMs: 5_000 });
    vi.spyOn(Math, "random").mockReturnValue(0.9);
    cut(Number.POSITIVE_INFINITY);
    await expect(create()).rejects.toThrow("could not be reached");
    expect(server.requests).toHaveLength(1);
  });

  it("is not retried if it ends its own session", async () => {
    cut(Number.POSITIVE_INFINITY);
    await expect(caretype.auth.logoutEverywhere()).rejects.toSatisfy(isNetworkError);
    expect(server.requests).toHaveLength(1);
    expect(await caretype.auth.isSignedIn()).toBe(true);
  });
});

describe("a call that is refused", () => {
  it("is retried if the server is unavailable", async () => {
    let refusals = 3;
    server.work["patient.create"] = () => {
      if (refusals-- > 0) throw unavailable();
    };
    await expect(create()).resolves.toBeNull();
    expect(new Set(sentKeys()).size).toBe(1);
  });

  it("is not retried before the time in Retry-After", async () => {
    caretype = clientWith({ timeoutMs: 5_000 });
    answer503({ "retry-after": "7" });
    await expect(create()).rejects.toSatisfy((error) => isErrorCode(error, "SERVICE_UNAVAILABLE"));
    expect(server.requests).toHaveLength(1);
    answer503();
    await expect(create()).rejects.toSatisfy((error) => isErrorCode(error, "SERVICE_UNAVAILABLE"));
    expect(server.requests).toHaveLength(9);
  });

  it.each([
    ["RATE_LIMITED", "TOO_MANY_REQUESTS"],
    ["ALREADY_ASSIGNED", "CONFLICT"],
    ["INTERNAL", "INTERNAL_SERVER_ERROR"],
    ["PERMISSION_DENIED", "FORBIDDEN"],
  ] as const)("is not sent again for %s", async (code, trpc) => {
    server.work["patient.create"] = () => {
      throw new Refusal(code, trpc);
    };
    const error = await create().catch((thrown: unknown) => thrown);
    expect([errorCode(error), server.requests.length]).toEqual([code, 1]);
  });
});
