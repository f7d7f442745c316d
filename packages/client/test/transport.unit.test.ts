import { setTimeout as sleep } from "node:timers/promises";
import type { AppRouter } from "@caretype/api";
import { asId } from "@caretype/core/kernel/field/ids";
import { getUntypedClient, type TRPCClient } from "@trpc/client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Client,
  createClient,
  isAborted,
  isErrorCode,
  isNetworkError,
  memoryStore,
  type PatientId,
  type TokenStore,
} from "../src/index.ts";
import { FakeServer, gate, Refusal } from "./fake-server.ts";

let server: FakeServer;
let store: TokenStore;
let caretype: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  store = memoryStore(server.startSession());
  caretype = createClient({ url: server.url, store });
});

const read = (id = "1", options: { signal?: AbortSignal } = {}) =>
  caretype.patient.byId.query({ id: asId(id) }, options);
const logIn = () => caretype.auth.login({ email: "ada@example.org", password: "a password" });
const batchSizes = () => server.requests.map(({ paths }) => paths.length);

it.each([
  "127.0.0.1:3000",
  "localhost:3000",
  "example.org",
  "ftp://example.org",
  "http://",
  "./api",
  "http://h:99999",
  "http://exa mple.org",
  "https://[::1",
])("an invalid URL is refused at once, and named: %s", (url) => {
  expect(() => createClient({ url })).toThrow(TypeError);
  expect(() => createClient({ url })).toThrow(/"[^"]+" must be an address with http:\/\/ or https:\/\//);
});

it.each(["", " ", "/", "/behind-a-proxy", "https://example.org/api/", new URL("http://127.0.0.1:3000")])(
  "a URL of a server, or of the page's own origin, is accepted: %s",
  (url) => {
    expect(createClient({ url }).patient.list.query).toBeTypeOf("function");
  },
);

it.each(["", "/api"])(
  "a URL of the page's own origin is no network error where there is no page: %j",
  async (url) => {
    const call = createClient({ url }).auth.login({ email: "a@b.org", password: "a password" });
    const error = await call.catch((caught: unknown) => caught);
    expect(error).toHaveProperty("message", expect.stringMatching(/^Outside of a page, the url must be/));
    expect(isNetworkError(error)).toBe(false);
  },
);

it("a store without the access token renews it", async () => {
  const { refresh } = server.startSession();
  const untyped = { read: () => Object({ refresh }), write: () => undefined };
  caretype = createClient({ url: server.url, store: untyped });
  await read();
  expect(server.calls("account.refresh")).toBe(1);
});

it("blanks around the URL are no part of it", async () => {
  caretype = createClient({ url: ` ${server.url} \n`, store });
  await read();
  expect(server.requests).toHaveLength(1);
});

it("a server that cannot be reached is named with the system's reason, also if it speaks no TLS", async () => {
  const reason = (url: string) =>
    createClient({ url, retry: false }).auth.login({ email: "a@b.org", password: "a password" });
  const { url } = server;
  const secure = url.replace("http:", "https:");
  await expect(reason(secure)).rejects.toThrow(`The server at ${secure} could not be reached: ERR_SSL_`);
  await server.close();
  await expect(reason(url)).rejects.toThrow(`The server at ${url} could not be reached: ECONNREFUSED`);
});

describe("options that no server would take", () => {
  const wrong: [object | undefined, RegExp][] = [
    [undefined, /^createClient needs a url/],
    [
      { url: "https://example.org/?tenant=1" },
      /^Leave \? and what follows out of the url: "https:\/\/example.org"$/,
    ],
    [{ url: "https://example.org#a" }, /^Leave # and what follows out of the url: "https:\/\/example.org"$/],
    [{ url: "", apiKey: "bad" }, /^The apiKey is invalid: an API key begins with ct_/],
    [{ url: "", apiKey: "ct_a\nb" }, /^The apiKey is invalid/],
    [{ url: "", apiKey: "ct_ " }, /^The apiKey is invalid/],
    [{ url: "", apiKey: "" }, /^The apiKey is invalid/],
    [{ url: "", practice: "x" }, /^The practice is not an id/],
    [{ url: "", api_key: "ct_1" }, /^createClient has no option api_key, only url, /],
    [{ url: "", secret: "ct_1" }, /^createClient has no option secret, only url, store, .*, apiKey, /],
    [{ url: "", apiKey: 5 }, /^The apiKey is invalid/],
    [{ url: "", retry: { attempt: 3 } }, /^retry has no option attempt, only attempts/],
    [{ url: "", retry: 3 }, /^retry takes an object of attempts, firstDelayMs$/],
    [{ url: "", session: "cookies" }, /^session has to be "store" or "cookie"$/],
    [{ url: "", timeoutMs: -1 }, /^timeoutMs has to be a number of milliseconds over 0$/],
    [{ url: "", timeoutMs: "5" }, /^timeoutMs has to be a number/],
  ];
  it.each(wrong)("are refused at once, where they are: %j", (options, message) => {
    const create = () => createClient(options as never);
    expect(create).toThrow(message);
    expect(create).toThrow(expect.objectContaining({ stack: firstFrame(/transport\.unit\.test/) }));
  });

  it.each([
    [{ timeout: 5 }, /^A call has no option timeout, only .*timeoutMs/],
    [{ retries: 5 }, /^A call has no option retries, only practice, timeoutMs, signal, headers, context$/],
    [
      { context: { idempotencykey: "a" } },
      /^The context of a call has no option idempotencykey, only idempotencyKey$/,
    ],
    [{ headers: "x-trace: 1" }, /^headers has to be an object/],
    ["a-key", /^A call takes an object of practice, /],
    [{ idempotencyKey: "a" }, /^A call has no option idempotencyKey/],
    [{ timeoutMs: Number.NaN }, /^timeoutMs has to be a number/],
    [{ signal: {} }, /^signal has to be an AbortSignal$/],
  ])("are refused in a call, too: %j", async (options, message) => {
    const call = createClient({ url: server.url }).patient.list.query({}, options as never);
    await expect(call).rejects.toMatchObject({
      name: "CallError",
      message: expect.stringMatching(message),
      stack: firstFrame(/transport\.unit\.test/),
    });
  });

  it("such as a header with a line break are named without their values", async () => {
    const client = createClient({ url: server.url, headers: { "x-secret": "hidden\nvalue" } });
    const error = await client.patient.list.query().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ message: expect.stringMatching(/"x-secret"/) });
    expect(String(Object(error).stack)).not.toContain("hidden");
  });
});

const firstFrame = (file: RegExp) => expect.stringMatching(new RegExp(`^[^\\n]+\\n[^\\n]*${file.source}`));

it("an error of any function begins where it was called", async () => {
  const thrown = (call: Promise<unknown>) => call.then(String, (error: unknown) => error);
  const { auth } = caretype;
  const login = { email: "ada@example.org", password: "nine lives of a lamp" };
  const { login: signIn, register } = auth;
  server.work["account.login"] = server.work["account.register"] = () =>
    Promise.reject(new Refusal("INVALID_CREDENTIALS", "UNAUTHORIZED"));
  server.work["patient.list"] = () => Promise.reject(new Refusal("INTERNAL", "INTERNAL_SERVER_ERROR"));
  const read = async () => {
    for await (const _ of caretype.patient.list.pages()) return;
  };
  for (const call of [() => signIn(login), () => register(login), read])
    expect(await thrown(call())).toMatchObject({
      name: "CallError",
      stack: firstFrame(/transport\.unit\.test/),
    });
});

describe("requests", () => {
  it("send 25 calls in three batches, each answer to its call", async () => {
    server.work["patient.byId"] = (input) => input;
    const ids = Array.from({ length: 25 }, (_, index) => String(index));
    await expect(Promise.all(ids.map((id) => read(id)))).resolves.toEqual(ids.map((id) => ({ id })));
    expect(batchSizes()).toEqual([10, 10, 5]);
  });

  it.each(["http://127.0.0.1:3000/trpc", "http://127.0.0.1:3000/base/trpc/", "/trpc"])(
    "says to leave /trpc out of %s",
    (url) => {
      const right = url.replace(/\/trpc\/?$/, "");
      expect(() => createClient({ url })).toThrow(`Leave /trpc out of the url: ${JSON.stringify(right)}`);
    },
  );

  it("are sent again one by one if the server refuses a batch as a whole, perhaps for one of its calls", async () => {
    server.work["patient.byId"] = (input) => input;
    const refused = { error: { code: -32600, message: "Too large", data: { code: "PAYLOAD_TOO_LARGE" } } };
    server.intercept = (paths, response) =>
      paths.length === 1
        ? null
        : response
            .writeHead(413, { "content-type": "application/json" })
            .end(JSON.stringify(paths.map(() => refused)));
    await expect(Promise.all(["1", "2", "3"].map((id) => read(id)))).resolves.toEqual([
      { id: "1" },
      { id: "2" },
      { id: "3" },
    ]);
    expect(batchSizes()).toEqual([3, 1, 1, 1]);
    server.intercept = (_paths, response) =>
      response.writeHead(413, { "content-type": "application/json" }).end(JSON.stringify([refused]));
    await expect(read()).rejects.toSatisfy((error) => isErrorCode(error, "PAYLOAD_TOO_LARGE"));
    expect(batchSizes()).toEqual([3, 1, 1, 1, 1]);
  });

  it("are sent again alone if their answers are too large for one response", async () => {
    let calls = 0;
    server.work["patient.byId"] = (input) => {
      calls += 1;
      if (calls === 2) throw new Refusal("BATCH_TOO_LARGE", "BAD_REQUEST");
      return input;
    };
    await expect(Promise.all(["1", "2"].map((id) => read(id)))).resolves.toEqual([{ id: "1" }, { id: "2" }]);
    expect(batchSizes()).toEqual([2, 1]);
  });

  it("omit the direction that TanStack Query's binding adds to every page", async () => {
    server.work["patient.list"] = (input) => input;
    const untyped = getUntypedClient(caretype as unknown as TRPCClient<AppRouter>);
    await expect(
      untyped.query("patient.list", { limit: 5, cursor: "next", direction: "forward" }),
    ).resolves.toEqual({ limit: 5, cursor: "next" });
  });

  it("are POSTs, without any input in the URL", async () => {
    await caretype.patient.list.query({ q: "Roe" });
    await read("019e0000-0000-7000-8000-000000000001");
    await logIn();
    expect(server.requests.map(({ method, url }) => [method, url])).toEqual([
      ["POST", "/trpc/patient.list?batch=1"],
      ["POST", "/trpc/patient.byId?batch=1"],
      ["POST", "/trpc/account.login"],
    ]);
  });

  it("keep sign-ins out of batches, so that their hashing delays no other call", async () => {
    const hashed = gate();
    server.work["account.login"] = () => hashed.passed;
    const login = logIn();
    await Promise.all([read(), read()]);
    hashed.open();
    await login;
    expect(server.requests.map(({ paths }) => paths.join()).sort()).toEqual([
      "account.login",
      "patient.byId,patient.byId",
    ]);
  });

  it("carry no token for a sign-in", async () => {
    await logIn();
    expect(server.requests.map(({ token }) => token)).toEqual([null]);
  });

  it("never mix two accounts in one batch", async () => {
    const [first, second] = [await store.read(), server.startSession()];
    const before = read();
    await caretype.auth.isSignedIn();
    await store.write(second);
    await Promise.all([before, read()]);
    expect(server.requests.map(({ token }) => token)).toEqual([first?.access, second.access]);
  });

  it("carry the caller's headers, but not in place of the token", async () => {
    const headers = async () => ({ "X-Trace": "trace-1", Authorization: "Basic bm8=" });
    const access = (await store.read())?.access;
    await createClient({ url: `${server.url}/`, store, headers }).auth.me();
    expect(server.requests[0]?.headers.get("x-trace")).toBe("trace-1");
    expect(server.requests[0]?.token).toBe(access);
  });

  it.each([
    ["an instance of Headers", new Headers({ "x-trace": "1" })],
    ["pairs", [["x-trace", "1"]]],
    ["an object", { "x-trace": "1", "x-none": undefined }],
  ])("carry headers from %s, the client's and their own", async (_kind, headers) => {
    const client = createClient({ url: server.url, store, headers: headers as never });
    await client.patient.list.query();
    await caretype.patient.list.query({}, { headers: headers as never });
    expect(server.requests.map(({ headers: all }) => [all.get("x-trace"), all.get("x-none")])).toEqual([
      ["1", null],
      ["1", null],
    ]);
  });

  it("carry headers of their own alone, and not in place of the token", async () => {
    server.work["patient.byId"] = (input) => input;
    const headers = { "x-trace": "of this call", authorization: "Bearer forged" };
    await Promise.all([read("1"), caretype.patient.byId.query({ id: asId("2") }, { headers }), read("3")]);
    const sent = server.requests.map(({ paths, headers: all }) => [paths.length, all.get("x-trace")]);
    expect(sent.sort()).toEqual([
      [1, "of this call"],
      [2, null],
    ]);
    for (const { headers: all } of server.requests)
      expect(all.get("authorization")).toBe(`Bearer ${(await store.read())?.access}`);
  });

  it("have the API key of a file, which ends with a line feed", async () => {
    const service = createClient({ url: server.url, apiKey: "ct_abc\n" });
    server.work["patient.byId"] = (input) => input;
    await service.patient.byId.query({ id: asId<PatientId>("1") }).catch(() => null);
    expect(server.requests.at(-1)?.headers.get("authorization")).toBe("Bearer ct_abc");
  });

  it("go through the caller's fetch", async () => {
    const fetch = vi.fn((url: string, init: RequestInit) => globalThis.fetch(url, init));
    await createClient({ url: new URL(server.url), store, fetch }).auth.me();
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("an input that is no JSON", () => {
  it.each([
    ["id: Cannot be sent as JSON (BigInt)", () => ({ id: 1n })],
    ["id: Cannot be sent as JSON (NaN)", () => ({ id: Number.NaN })],
    ["id.0.at: Cannot be sent as JSON (-Infinity)", () => ({ id: [{ at: Number.NEGATIVE_INFINITY }] })],
    ["id: Cannot be sent as JSON (Date)", () => ({ id: new Date("yesterday") })],
    ["id: Cannot be sent as JSON (Map)", () => ({ id: new Map([["secret", 1]]) })],
    ["id: Cannot be sent as JSON (Set)", () => ({ id: new Set(["secret"]) })],
    ["id: Cannot be sent as JSON (Uint8Array)", () => ({ id: new Uint8Array([1]) })],
    ["id.of: Cannot be sent as JSON (Function)", () => ({ id: { of: () => "secret" } })],
    ["id: Cannot be sent as JSON (Symbol)", () => ({ id: Symbol("secret") })],
    ["id: Cannot be sent as JSON (Draft)", () => ({ id: new (class Draft {})() })],
    ["id.1: Cannot be sent as JSON (undefined)", () => ({ id: ["secret", undefined] })],
    ["id.0: Cannot be sent as JSON (undefined)", () => ({ id: new Array(1) })],
    ["Cannot be sent as JSON (Function)", () => () => "secret"],
    [
      "id: Cannot be sent as JSON (nested too deeply)",
      () => ({ id: JSON.parse(`${"[".repeat(200_000)}${"]".repeat(200_000)}`) }),
    ],
    [
      "self: Cannot be sent as JSON (Object)",
      () => {
        const input: Record<string, unknown> = { id: "secret" };
        input.self = input;
        return input;
      },
    ],
    [
      "Cannot be sent as JSON (Object)",
      () => ({
        id: {
          toJSON() {
            throw new Error("secret");
          },
        },
      }),
    ],
  ])("fails its own call only: %s", async (message, make) => {
    server.work["patient.byId"] = (input) => input;
    // Cast: the types refuse such an input.
    const refused = caretype.patient.byId.query(make() as never);
    await expect(Promise.all([read("1"), refused.catch(() => null), read("2")])).resolves.toEqual([
      { id: "1" },
      null,
      { id: "2" },
    ]);
    await expect(refused).rejects.toMatchObject({
      name: "CallError",
      path: "patient.byId",
      message: `patient.byId: ${message}`,
    });
    await expect(refused).rejects.not.toSatisfy((error) => isNetworkError(error) || isAborted(error));
    expect(batchSizes()).toEqual([2]);
  });

  it("is no input with undefined, dates, texts of their own, or objects without a prototype", async () => {
    server.work["patient.byId"] = (input) => input;
    const day = new Date("2026-11-26T10:00:00Z");
    const sent = {
      a: undefined,
      day,
      url: new URL("http://a.org"),
      of: Object.assign(Object.create(null), { b: [] }),
    };
    // Cast: the types refuse such an input.
    await expect(caretype.patient.byId.query(sent as never)).resolves.toEqual({
      day: "2026-11-26T10:00:00.000Z",
      url: "http://a.org/",
      of: { b: [] },
    });
  });
});

describe("functions of the client", () => {
  it("can be called by wrappers, such as a debounce", async () => {
    server.work["patient.byId"] = (input) => input;
    const { query } = caretype.patient.byId;
    const answers = [
      Reflect.apply(query, undefined, [{ id: asId<PatientId>("1") }]),
      query.apply(undefined, [{ id: asId<PatientId>("2") }]),
      query.call(undefined, { id: asId<PatientId>("3") }),
      query.bind(undefined)({ id: asId<PatientId>("4") }),
    ];
    await expect(Promise.all(answers)).resolves.toEqual(["1", "2", "3", "4"].map((id) => ({ id })));
  });

  it("have a text, so that a log with a client in it does not fail", () => {
    const { query } = caretype.patient.byId;
    expect(String(query)).toBe("patient.byId.query");
    expect(JSON.stringify({ query })).toBe('{"query":"patient.byId.query"}');
    expect(() => JSON.stringify(caretype)).not.toThrow();
  });
});

describe("aborting", () => {
  it("ends the aborted call at once, but not the others of its batch", async () => {
    const answered = gate();
    server.work["patient.byId"] = () => answered.passed;
    const abort = new AbortController();
    const [aborted, other] = [read("1", abort), read("2")];
    await vi.waitFor(() => expect(batchSizes()).toEqual([2]));
    abort.abort(new Error("left the page"));
    await expect(aborted).rejects.toSatisfy(isAborted);
    answered.open();
    await expect(other).resolves.toBeNull();
  });

  it("never sends a call that is already aborted, not even with others", async () => {
    const abort = new AbortController();
    const aborted = [read("1", abort), read("2", { signal: AbortSignal.abort() })];
    const other = read("3");
    abort.abort();
    for (const call of aborted) await expect(call).rejects.toSatisfy(isAborted);
    await other;
    expect(batchSizes()).toEqual([1]);
  });

  /** Starts the calls. Their batch waits for its headers until `send`. */
  const heldBatch = () => {
    const [asked, released] = [gate(), gate()];
    const headers = async () => {
      asked.open();
      await released.passed;
      return {};
    };
    caretype = createClient({ url: server.url, store, headers });
    return { asked: asked.passed, send: released.open };
  };

  it("leaves a call out of a batch that is not sent yet", async () => {
    server.work["patient.create"] = (input) => input;
    const batch = heldBatch();
    const abort = new AbortController();
    const create = (id: string, options = {}) =>
      caretype.patient.create.mutate({ name: id, gender: "other" }, options);
    const [first, aborted, last] = [create("1"), create("2", { signal: abort.signal }), create("3")];
    await batch.asked;
    abort.abort();
    await expect(aborted).rejects.toSatisfy(isAborted);
    batch.send();
    await expect(Promise.all([first, last])).resolves.toMatchObject([{ name: "1" }, { name: "3" }]);
    expect(batchSizes()).toEqual([2]);
    expect(server.requests[0]?.headers.get("idempotency-key")?.split(",")).toHaveLength(2);
  });

  it("sends no request if all calls of a batch are aborted before", async () => {
    const batch = heldBatch();
    const abort = new AbortController();
    const calls = [read("1", abort), read("2", abort)];
    await batch.asked;
    abort.abort();
    for (const call of calls) await expect(call).rejects.toSatisfy(isAborted);
    batch.send();
    await read("3");
    expect(batchSizes()).toEqual([1]);
  });

  it("does not retry a call that is aborted while the token is refreshed", async () => {
    server.expireAccess();
    const refreshed = gate();
    server.work["account.refresh"] = () => refreshed.passed;
    const abort = new AbortController();
    const [call, other] = [read("1", abort), read("2")];
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    abort.abort();
    await expect(call).rejects.toSatisfy(isAborted);
    refreshed.open();
    await other;
    expect(batchSizes()).toEqual([2, 1, 1]);
  });

  it("closes the request when nobody waits for it", async () => {
    const closed = Promise.withResolvers<void>();
    server.intercept = (_, response) => response.on("close", () => closed.resolve());
    const abort = new AbortController();
    const call = read("1", abort);
    await vi.waitFor(() => expect(batchSizes()).toEqual([1]));
    abort.abort();
    await expect(call).rejects.toSatisfy(isAborted);
    await closed.promise;
  });

  it("takes no longer than the timeout, including the wait for a refresh", async () => {
    server.expireAccess();
    const never = Promise.withResolvers<void>();
    server.work["account.refresh"] = () => never.promise;
    caretype = createClient({ url: server.url, store, timeoutMs: 100 });
    await expect(read()).rejects.toSatisfy((error) => isNetworkError(error) && !isAborted(error));
    never.resolve();
  });

  it("waits for ever with an infinite timeout", async () => {
    server.work["patient.byId"] = () => sleep(20);
    caretype = createClient({ url: server.url, store, timeoutMs: Number.POSITIVE_INFINITY });
    await expect(read()).resolves.toBeNull();
  });
});
