import { connect } from "node:net";
import { initTRPC, lazy } from "@trpc/server";
import { afterAll, expect, test, vi } from "vitest";
import { abandoned, oddRouter } from "./fast-path/odd-router.ts";
import { exchange } from "./fast-path/raw-exchange.ts";
import { createToyApp, signedIn } from "./toy-app.ts";

type Options = Parameters<typeof createToyApp>[0];

async function listening(options: Options) {
  const { app } = await createToyApp(options);
  await app.listen({ port: 0, host: "127.0.0.1" });
  afterAll(() => app.close());
  const address = app.server.address();
  return { app, port: typeof address === "object" && address !== null ? address.port : 0 };
}

const { app, port } = await listening({ router: oddRouter });

const inject = (line: string, headers: Record<string, string> = {}, on = app) => {
  const [method, url = ""] = line.split(" ");
  const isPost = method === "POST";
  return on.inject({
    method: isPost ? "POST" : "GET",
    url: `/trpc/${url}`,
    headers: { ...signedIn, ...(isPost && { "content-type": "application/json" }), ...headers },
    ...(isPost && { payload: "{}" }),
  });
};

/** tRPC's own handler answers with a stream, whose length is unknown until its end. */
const handlerOf = ({ headers }: { headers: Record<string, unknown> }) =>
  headers["content-length"] === undefined ? "stock" : "fast";

test("plain queries and mutations take the fast path", async () => {
  for (const line of [
    "GET pet.list",
    "POST pet.list",
    'GET pet.byId?input={"id":"a"}',
    "POST pet.create",
    "POST pet.create?batch=1",
    "GET pet.list,pet.numbered?batch=1&input={}",
    "GET nothing",
    "POST fault.unexpected",
  ]) {
    expect([line, handlerOf(await inject(line))]).toEqual([line, "fast"]);
  }
  expect(handlerOf(await inject("GET pet.list", { authorization: "none" }))).toBe("fast");
});

test("all other requests are left to tRPC's own handler", async () => {
  for (const line of [
    "GET odd.ticks",
    "POST odd.ticks?batch=1",
    "GET pet.list,pet.create?batch=1",
    "GET pet.list?connectionParams={}",
    "GET pet%2525.list",
  ]) {
    expect([line, handlerOf(await inject(line))]).toEqual([line, "stock"]);
  }
  for (const headers of [
    { "trpc-accept": "application/jsonl" },
    { accept: "text/html, application/jsonl" },
    { "content-type": "multipart/form-data; boundary=x" },
    { "content-type": "application/octet-stream" },
  ]) {
    expect([headers, handlerOf(await inject("GET pet.list?batch=1", headers))]).toEqual([headers, "stock"]);
  }
  const events = await exchange(
    port,
    { line: "GET /trpc/odd.ticks HTTP/1.1", headers: [["host", "localhost"]], body: null, isChunked: false },
    "ticks",
  );
  expect(events.headers["content-type"]).toEqual(["text/event-stream"]);
  expect(events.body).toMatch(/data: 1\n.*data: 2\n.*event: return/s);
});

test("a router with a transformer, or with lazy parts, is left to tRPC's handler", async () => {
  const transformer = {
    serialize: (value: unknown) => ({ wrapped: value }),
    deserialize: (value: unknown) => value,
  };
  const wrapping = initTRPC.create({ transformer });
  const wrapped = await createToyApp({
    router: wrapping.router({ one: wrapping.procedure.query(() => 1) }),
  });
  const answer = await inject("GET one", {}, wrapped.app);
  expect([handlerOf(answer), answer.json()]).toEqual(["stock", { result: { data: { wrapped: 1 } } }]);

  const plain = initTRPC.create();
  const part = plain.router({ two: plain.procedure.query(() => 2) });
  const loading = await createToyApp({
    router: plain.router({ one: plain.procedure.query(() => 1), part: lazy(async () => part) }),
  });
  const [one, two] = [
    await inject("GET one", {}, loading.app),
    await inject("GET part.two", {}, loading.app),
  ];
  expect([handlerOf(one), one.json(), handlerOf(two), two.json()]).toEqual([
    "fast",
    { result: { data: 1 } },
    "stock",
    { result: { data: 2 } },
  ]);
});

test("a batch's calls run concurrently and are answered in order", async () => {
  const input = encodeURIComponent('{"0":3,"1":3,"2":3}');
  const answer = await inject(`GET odd.meet,odd.meet,odd.meet?batch=1&input=${input}`);
  expect([handlerOf(answer), answer.json()]).toEqual([
    "fast",
    [{ result: { data: 0 } }, { result: { data: 1 } }, { result: { data: 2 } }],
  ]);
});

test("a call learns that its client is gone, on both paths", async () => {
  const byStock = await listening({ router: oddRouter, fastPath: false });
  for (const [calls, of] of [port, byStock.port].entries()) {
    const socket = connect(of, "127.0.0.1");
    const head = [
      "POST /trpc/odd.untilAborted HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/json",
    ];
    socket.write([...head, "", ""].join("\r\n"));
    await vi.waitFor(() => expect(abandoned.begun).toBe(calls + 1));
    socket.destroy();
    await vi.waitFor(() => expect(abandoned.aborted).toBe(calls + 1));
  }
});
