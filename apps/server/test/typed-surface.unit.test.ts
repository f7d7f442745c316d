import { once } from "node:events";
import { connect } from "node:net";
import { publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createToyApp, signedIn } from "./toy-app.ts";
import { toyRouter } from "./toy-router.ts";

const toy = { describes: "Read a toy" } as const;

/** The calls that wait for each other. */
const waiting: (() => void)[] = [];

const begun = Promise.withResolvers<void>();
const aborted = Promise.withResolvers<string>();
const signals = new Set<AbortSignal | undefined>();

const odd = router({
  meet: publicProcedure(toy)
    .input(z.int())
    .query(async ({ input, batchIndex }) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      if (waiting.length === input) for (const go of waiting.splice(0)) go();
      await promise;
      return batchIndex;
    }),
  untilAborted: publicProcedure(toy).mutation(({ signal }) => {
    signal?.addEventListener("abort", () => aborted.resolve("aborted"));
    begun.resolve();
    return aborted.promise;
  }),
  watch: publicProcedure(toy).query(({ signal }) => void signals.add(signal)),
  nothing: publicProcedure(toy).query(() => undefined),
  unwritable: publicProcedure(toy).query(() => ({ count: 10n })),
});

const { app } = await createToyApp({ router: router({ pet: router(toyRouter.pet), odd }) });
afterAll(() => app.close());

type Sent = { headers?: Record<string, string>; payload?: string };

async function ask(line: string, { headers = { "content-type": "application/json" }, payload }: Sent = {}) {
  const [method, path] = line.split(" ");
  const response = await app.inject({
    method: method === "POST" ? "POST" : "GET",
    url: `/trpc/${path}`,
    headers: { ...signedIn, ...headers },
    ...(payload !== undefined && { payload }),
  });
  return { status: response.statusCode, body: JSON.parse(response.body) };
}

const shortly = ({ status, body }: Awaited<ReturnType<typeof ask>>) => [
  status,
  ...[body].flat().map(({ error, result }) => error?.data.code ?? result.data),
];

test("a batch's calls run concurrently and are answered in order", async () => {
  const input = encodeURIComponent('{"0":3,"1":3,"2":3}');
  expect(shortly(await ask(`GET odd.meet,odd.meet,odd.meet?batch=1&input=${input}`))).toEqual([200, 0, 1, 2]);
});

test.each([
  ["GET odd.nothing", undefined, [200, undefined]],
  [
    "GET odd.nothing,pet.list,nothing?batch=1",
    undefined,
    [207, undefined, expect.anything(), "ROUTE_NOT_FOUND"],
  ],
  ["GET odd.unwritable,odd.nothing?batch=1", undefined, [500, "INTERNAL"]],
  ["GET pet.create", undefined, [405, "METHOD_NOT_ALLOWED"]],
  // A client never mixes them.
  ["POST pet.list,pet.create?batch=1", "{}", [400, "MALFORMED_REQUEST"]],
  ["POST pet.byId,odd.nothing?batch=1", "[]", [207, "MALFORMED_REQUEST", undefined]],
  ["POST pet.byId", "{", [400, "MALFORMED_REQUEST"]],
  ["POST pet.byId", '{"__proto__":{"id":"a"}}', [400, "MALFORMED_REQUEST"]],
  ["GET pet.byId?input={", undefined, [400, "MALFORMED_REQUEST"]],
  ...["__proto__", "constructor", "toString", "pet", "pet.constructor", "pet.byid", "%25zz", "é"].map(
    (name) => [`GET ${encodeURI(name)}`, undefined, [404, "ROUTE_NOT_FOUND"]] as const,
  ),
] as const)("%s with the body %s answers %j", async (line, payload, expected) => {
  expect(shortly(await ask(line, payload === undefined ? {} : { payload }))).toEqual(expected);
});

test("a POST names its content type, also without a body", async () => {
  expect(shortly(await ask("POST odd.nothing", { headers: {} }))).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  const form = { "content-type": "multipart/form-data; boundary=x" };
  expect(shortly(await ask("POST odd.nothing", { headers: form, payload: "x" }))).toEqual([
    415,
    "UNSUPPORTED_MEDIA_TYPE",
  ]);
});

test("the calls of a batch share one signal, so that many add no listeners to the response", async () => {
  const input = encodeURIComponent("{}");
  const { status } = await ask(`GET ${Array(10).fill("odd.watch").join()}?batch=1&input=${input}`);
  expect([status, signals.size]).toEqual([200, 1]);
});

test("a call learns that its client is gone", async () => {
  const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  const head = ["POST /trpc/odd.untilAborted HTTP/1.1", "Host: localhost", "Content-Type: application/json"];
  socket.write([...head, "", ""].join("\r\n"));
  await begun.promise;
  socket.destroy();
  expect(await aborted.promise).toBe("aborted");
});
