import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, expectTypeOf, it } from "vitest";
import { plainProcedures, timedClient } from "../examples/over.ts";
import {
  CallError,
  type Client,
  clientOver,
  createClient,
  errorCode,
  isErrorCode,
  memoryStore,
  type Patient,
} from "../src/index.ts";
import { createQueryOptions } from "../src/react-query.ts";
import { FakeServer, Refusal, unavailable } from "./fake-server.ts";

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
