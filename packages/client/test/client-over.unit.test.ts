import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, expectTypeOf, it } from "vitest";
import { plainProcedures, timedClient } from "../examples/over.ts";
import {
  CallError,
  type Client,
  clientOver,
  createClient,
  errorCode,
  fieldErrors,
  isAborted,
  isErrorCode,
  memoryStore,
  type Patient,
} from "../src/index.ts";
import { createQueryOptions } from "../src/react-query.ts";
import { FakeServer, gate, Refusal, unavailable } from "./fake-server.ts";

let server: FakeServer;
let caretype: Client;
let seen: string[];
let wrapped: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  caretype = createClient({ url: server.url, store: memoryStore(server.startSession()), retry: false });
  seen = [];
  wrapped = timedClient(caretype, ({ type, path }, ms) => seen.push(`${type} ${path} ${ms >= 0}`));
  server.work["patient.list"] = (input) => {
    const isFirst = Object(input).cursor === null;
    return { items: [{ id: isFirst ? "1" : "2" }], nextCursor: isFirst ? "next" : null };
  };
  server.work["patient.create"] = (input) => input;
});

it("makes all calls of a client go through a function, with the client's types", async () => {
  const ids: string[] = [];
  for await (const patient of wrapped.patient.list.pages()) {
    expectTypeOf(patient).toEqualTypeOf<Patient>();
    ids.push(patient.id);
  }
  expect(ids).toEqual(["1", "2"]);
  await wrapped.patient.create.mutate({ name: "Jane Roe", gender: "female" });
  const api = createQueryOptions({ client: wrapped, queryClient: new QueryClient() });
  await new QueryClient().fetchQuery(api.patient.list.queryOptions({ limit: 1 }));
  expect(seen).toEqual([
    "query patient.list true",
    "query patient.list true",
    "mutation patient.create true",
    "query patient.list true",
  ]);
  expect(server.requests).toHaveLength(4);
});

it("lets the function change and repeat a call, also over another one", async () => {
  const answer = server.work["patient.list"] ?? String;
  server.work["patient.list"] = (input) => {
    if (server.calls("patient.list") === 1) throw unavailable();
    return answer(input);
  };
  const twice = clientOver(wrapped, (call, send) =>
    send(call).catch(() => send({ ...call, options: { headers: { "x-attempt": "2" } } })),
  );
  await expect(twice.patient.list.query({ limit: 1 })).resolves.toMatchObject({ nextCursor: null });
  expect(server.requests.map(({ headers }) => headers.get("x-attempt"))).toEqual([null, "2"]);
  expect(seen).toHaveLength(2);
});

it("keeps errors, with the place of the call, and makes those of the function causes", async () => {
  server.work["patient.create"] = () => {
    throw new Refusal("PERMISSION_DENIED", "FORBIDDEN");
  };
  const create = (client: Client) =>
    client.patient.create.mutate({ name: "Jane Roe", gender: "female" }).catch((error: unknown) => error);
  const [own, outer] = [await create(caretype), await create(wrapped)];
  if (!(own instanceof CallError && outer instanceof CallError)) throw new Error("It did not fail");
  expect([outer.path, outer.status, outer.message, outer.data]).toEqual([
    own.path,
    own.status,
    own.message,
    own.data,
  ]);
  expect(outer.stack).toContain("client-over.unit.test.ts");
  const fault = new Error("Not today");
  const failing = await create(
    clientOver(caretype, () => {
      throw fault;
    }),
  );
  expect(failing).toBeInstanceOf(CallError);
  expect(failing).toMatchObject({ message: "Not today", cause: fault, path: "patient.create" });
  expect(errorCode(failing)).toBeNull();
});

it("keeps code and message of an error that went through JSON, as from a page's server", async () => {
  server.work["patient.create"] = () => {
    throw new Refusal("INVALID_INPUT", "BAD_REQUEST", { errors: { name: ["Too long"] }, httpStatus: 400 });
  };
  const create = (client: Client) =>
    client.patient.create.mutate({ name: "Jane Roe", gender: "female" }).catch((error: unknown) => error);
  const own = await create(caretype);
  const sent: unknown = JSON.parse(JSON.stringify(own));
  expect(errorCode(sent)).toBe("INVALID_INPUT");
  expect(isErrorCode(sent, "INVALID_INPUT")).toBe(true);
  expect(fieldErrors(sent)).toEqual({ name: ["Too long"] });
  const remote = clientOver(caretype, () => Promise.reject(sent));
  const error = await create(remote);
  expect(error).toBeInstanceOf(CallError);
  expect(error).toMatchObject({
    message: "INVALID_INPUT",
    status: 400,
    path: "patient.create",
    requestId: "request-1",
  });
  expect(errorCode(error)).toBe("INVALID_INPUT");
  expect(JSON.parse(JSON.stringify(error))).toEqual(sent);
  // Another library's.
  const foreign = await create(clientOver(caretype, () => Promise.reject({ message: "Offline", code: 7 })));
  expect(foreign).toMatchObject({ message: "Offline", cause: { cause: { code: 7 } } });
});

it.each([new Error("left"), "left", { page: "left" }, undefined])(
  "keeps the reason of an abort, also where the function throws it (%o)",
  async (reason) => {
    const [arrival, answer] = [gate(), gate()];
    server.work["patient.list"] = () => {
      arrival.open();
      return answer.passed;
    };
    const seen: unknown[] = [];
    const fetching = createClient({
      url: server.url,
      store: memoryStore(server.startSession()),
      fetch: (url, init) => {
        init.signal?.addEventListener("abort", () => seen.push(Object(init.signal).reason));
        return fetch(url, init);
      },
    });
    const abort = new AbortController();
    const during = fetching.patient.list.query({}, abort).catch((error: unknown) => error);
    await arrival.passed;
    abort.abort(reason);
    answer.open();
    const checking = clientOver(caretype, (call, send) => {
      call.options?.signal?.throwIfAborted();
      return send(call);
    });
    const errors = [
      await during,
      await caretype.patient.list.query({}, abort).catch((error: unknown) => error),
      await checking.patient.list.query({}, abort).catch((error: unknown) => error),
    ];
    for (const error of [...errors, ...seen]) {
      expect(isAborted(error)).toBe(true);
      expect(Object(error).cause.cause).toBe(abort.signal.reason);
    }
    expect(seen).toHaveLength(1);
  },
);

it("leaves auth alone, and refuses what is no client", () => {
  expect(wrapped.auth).toBe(caretype.auth);
  // @ts-expect-error `auth` has it
  expect(wrapped.account.login).toBeDefined();
  expect(() => clientOver(Object({ auth: {} }), (call, send) => send(call))).toThrow(
    new TypeError("Not a client of createClient"),
  );
});

it("is not needed over links of your own, which get pages", async () => {
  const pages = plainProcedures(server.url).patient.list.pages();
  await expect(pages.next()).rejects.toSatisfy((error) => isErrorCode(error, "UNAUTHENTICATED"));
  expect(server.calls("patient.list")).toBe(1);
});
