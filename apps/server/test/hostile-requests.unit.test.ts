import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { DomainError, type InputBounds, ordinaryInput, passwordCost } from "@caretype/api";
import { protectedProcedure, publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createToyApp, signedIn } from "./toy-app.ts";

const toy = { describes: "Read a toy" } as const;

const received: unknown[] = [];
const keep = (input: unknown) => void received.push(input);
beforeEach(() => void received.splice(0));

const Free = z.strictObject({ a: z.unknown(), b: z.unknown() }).partial();
const large: InputBounds = { bytes: 1024 * 1024, members: 5_000, names: 1_000 };
const hostileRouter = router({
  write: protectedProcedure("patient:create", toy)
    .rest("POST /writes", "Write")
    .input(Free)
    .output(z.void())
    .mutation(({ input }) => keep(input)),
  part: protectedProcedure("import:run", toy)
    .rest("POST /parts", "Send a part")
    .meta({ inputBounds: large })
    .input(Free)
    .output(z.void())
    .mutation(({ input }) => keep(input)),
  read: protectedProcedure("patient:read", toy)
    .rest("GET /reads", "Read")
    .input(Free)
    .output(z.void())
    .query(({ input }) => keep(input)),
  register: publicProcedure({ ...toy, cost: passwordCost })
    .rest("POST /register", "Register")
    .input(Free)
    .output(z.void())
    .mutation(({ input }) => keep(input)),
  login: publicProcedure(toy)
    .rest("POST /login", "Sign in")
    .input(Free)
    .output(z.void())
    .mutation(({ input }) => keep(input)),
});

const refusing = { isFull: false };
const { app, lines } = await createToyApp({
  router: hostileRouter,
  services: {
    limiter: {
      spend: async () => {
        if (refusing.isFull) throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 7 });
      },
    },
  },
});
await app.listen({ port: 0, host: "127.0.0.1" });
const address = app.server.address();
const port = typeof address === "object" && address !== null ? address.port : 0;
afterAll(() => app.close());

const json = { "content-type": "application/json" };
type Sent = { url: string; payload: string | Buffer; headers?: object };
type Code = { status: number; code: string | undefined };

async function post({ url, payload, headers = signedIn }: Sent): Promise<Code> {
  const response = await app.inject({ method: "POST", url, payload, headers: { ...json, ...headers } });
  const code = codeIn(response.body);
  // A stream sends its headers before a call ends.
  return { status: code === undefined ? done.status : response.statusCode, code };
}

/** REST answers 204, typed calls 200. */
const done = { status: 200, code: undefined };

/** The code of a problem, of an error, or of a batch's first error. */
const codeIn = (body: string): string | undefined => /"code":"([A-Z_]+)"/.exec(body)?.[1];

const surfaces = [
  { surface: "REST", of: (body: string) => ({ url: "/api/writes", payload: body }) },
  { surface: "typed", of: (body: string) => ({ url: "/trpc/write", payload: body }) },
  {
    surface: "a typed batch",
    of: (body: string) => ({ url: "/trpc/write,write?batch=1", payload: `{"0":${body},"1":{}}` }),
  },
  {
    surface: "tRPC's own handler",
    of: (body: string) => ({
      url: "/trpc/write?batch=1",
      payload: `{"0":${body}}`,
      headers: { ...signedIn, "trpc-accept": "application/jsonl" },
    }),
  },
];

const member = (index: number) => `"member-${index}":1`;
const object = (members: number) =>
  `{${Array.from({ length: members }, (_, index) => member(index)).join()}}`;

test.each(surfaces)(
  "$surface: JSON that is too deep or has too many members is not parsed",
  async ({ of }) => {
    const refused = { status: 400, code: "INPUT_TOO_COMPLEX" };
    const bodies = [
      `{"a":${"[".repeat(64)}${"]".repeat(64)}}`,
      "[".repeat(30_000),
      `{"a":${object(2_500)}}`,
      `{"a":[${"1,".repeat(2_500)}1]}`,
      `{"a":[${"{},".repeat(1_500)}{}]}`,
    ];
    for (const body of bodies) expect(await post(of(body))).toEqual(refused);
    expect(received).toEqual([]);
    // Brackets, commas and colons in strings do not count.
    const texts = ['{"a":"', "[{,:".repeat(5_000), '\\\\"}'].join("");
    const many = [texts, '{"a":[]}', `{"a":${"[".repeat(60)}${"]".repeat(60)}}`, `{"a":${object(900)}}`];
    for (const body of many) expect(await post(of(body))).toEqual(done);
  },
);

test.each(surfaces)("$surface: a body has at most 64 KiB", async ({ surface, of }) => {
  const fitting = (length: number) => `{"a":"${"x".repeat(length - 8)}"}`;
  expect(await post(of(fitting(ordinaryInput.bytes - 16)))).toEqual(done);
  const calls = surface === "a typed batch" ? 2 : 1;
  expect(await post(of(fitting(calls * ordinaryInput.bytes + 1)))).toEqual({
    status: 413,
    code: "PAYLOAD_TOO_LARGE",
  });
});

test.each(["/api/parts", "/trpc/part", "/trpc/part,write?batch=1"])(
  "%s: a part of an import may have more than 64 KiB, with a valid token",
  async (url) => {
    const body = `{"a":"${"x".repeat(900_000)}","b":[${"1,".repeat(4_000)}1]}`;
    const payload = url.includes("batch") ? `{"0":${body},"1":{}}` : body;
    expect(await post({ url, payload })).toEqual(done);
    for (const headers of [{}, { authorization: "Bearer none" }])
      expect(await post({ url, payload, headers })).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    const beyond = `{"a":"${"x".repeat(1024 * 1024)}"}`;
    expect((await post({ url, payload: beyond })).code).toBe("PAYLOAD_TOO_LARGE");
  },
);

test("a batch with a call that needs no token has the small limit for strangers", async () => {
  const payload = `{"0":{"a":"${"x".repeat(70_000)}"},"1":{}}`;
  const answer = await post({ url: "/trpc/part,login?batch=1", payload });
  expect(answer).toEqual({ status: 413, code: "PAYLOAD_TOO_LARGE" });
});

test("inputs and connection parameters in a URL are counted, too", async () => {
  const deep = encodeURIComponent("[".repeat(100));
  const wide = encodeURIComponent(`[${"1,".repeat(1_100)}1]`);
  for (const query of [`input=${deep}`, `input=${wide}`, `input={}&connectionParams=${deep}`]) {
    const response = await app.inject({ url: `/trpc/read?${query}`, headers: signedIn });
    expect([response.statusCode, codeIn(response.body)]).toEqual([400, "INPUT_TOO_COMPLEX"]);
  }
  expect((await app.inject({ url: "/trpc/read?input={}", headers: signedIn })).statusCode).toBe(200);
});

/** Resolves to the answer to a request whose body never arrives. */
async function withoutBody(path: string, ...headers: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  const lines = ["Host: localhost", "Content-Type: application/json", "Connection: close", ...headers];
  socket.write([`POST ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  return text(socket);
}

/** Calls `count` for each piece of a body that the parser emits on the next connection. */
function countPieces(count: () => void): void {
  app.server.once("connection", (socket) => {
    const parser: object = Reflect.get(socket, "parser");
    const ofBody: (...given: unknown[]) => unknown = Reflect.get(parser, 3);
    Reflect.set(parser, 3, function counted(this: unknown, ...given: unknown[]) {
      count();
      return ofBody.apply(this, given);
    });
    socket.once("close", () => Reflect.set(parser, 3, ofBody));
  });
}

test("REST checks the token and the address limit before the body arrives", async () => {
  for (const length of ["Content-Length: 1000", "Content-Length: 900000000", "Transfer-Encoding: chunked"]) {
    const answers = [
      await withoutBody("/api/writes", length),
      await withoutBody("/api/writes", length, "Authorization: Bearer none"),
    ];
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  }
  refusing.isFull = true;
  const limited = await withoutBody("/api/login", "Content-Length: 1000").finally(() => {
    refusing.isFull = false;
  });
  expect(limited).toMatch(/^HTTP\/1\.1 429 /);
  expect(limited.toLowerCase()).toContain("retry-after: 7");
});

test("typed calls that need a token are refused without one before the body arrives", async () => {
  for (const path of ["/trpc/write", "/trpc/part,write?batch=1"])
    expect(await withoutBody(path, "Content-Length: 1000")).toMatch(/^HTTP\/1\.1 401 /);
  const large = await withoutBody("/trpc/part", "Content-Length: 900000", "Authorization: Bearer none");
  expect(large).toMatch(/^HTTP\/1\.1 401 /);
});

test("a declared length over the limit is refused before the body arrives", async () => {
  for (const path of ["/api/login", "/trpc/login"]) {
    const answer = await withoutBody(path, "Content-Length: 70000");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(codeIn(answer)).toBe("PAYLOAD_TOO_LARGE");
  }
});

test("a client that is refused while it still sends gets the answer, and can re-use the connection", async () => {
  const socket = connect(port, "127.0.0.1");
  const answers = text(socket);
  const length = 500_000;
  const head = ["Host: localhost", "Content-Type: application/json"];
  socket.write(["POST /api/writes HTTP/1.1", ...head, `Content-Length: ${length}`, "", ""].join("\r\n"));
  socket.write("x".repeat(length));
  const second = [...head, "Authorization: Bearer token", "Connection: close", "Content-Length: 2", "", "{}"];
  socket.write(["POST /api/writes HTTP/1.1", ...second].join("\r\n"));
  expect([...(await answers).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    "401",
    "204",
  ]);
});

test("the parser skips the rest of a refused body, and reads the body of the next request", async () => {
  let pieces = 0;
  countPieces(() => {
    pieces += 1;
  });
  const socket = connect(port, "127.0.0.1");
  const answers = text(socket);
  const head = ["POST /api/writes HTTP/1.1", "Host: localhost", "Content-Type: application/json"];
  socket.write([...head, "Content-Length: 900000", "", ""].join("\r\n"));
  // The answer precedes the body.
  await once(socket, "data");
  socket.write("x".repeat(900_000));
  const second = [...head, "Authorization: Bearer token", "Connection: close", "Content-Length: 2", "", "{}"];
  socket.write(second.join("\r\n"));
  expect([...(await answers).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    "401",
    "204",
  ]);
  expect(pieces).toBe(1);
});

test.each([
  ["/api/login", 413, "Accept: */*"],
  ["/trpc/login", 413, "Connection: keep-alive"],
  ["/api/writes", 401, "Connection: close"],
])(
  "%s: the end of a connection does not destroy an answer that is not read yet",
  async (path, status, header) => {
    const accepted = once(app.server, "connection");
    const answered = once(app.server, "request").then(([, response]) => once(response, "close"));
    const client = connect(port, "127.0.0.1").pause();
    client.on("error", () => undefined);
    const head = ["Host: localhost", "Content-Type: application/json", header, "Content-Length: 8000000"];
    client.write([`POST ${path} HTTP/1.1`, ...head, "", ""].join("\r\n"));
    client.write("[".repeat(8_000_000));
    await answered;
    const [socket] = await accepted;
    // A reset would arrive at once.
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(socket.destroyed).toBe(false);
    expect(await text(client)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*connection: close`, "i"));
    if (!socket.closed) await once(socket, "close");
  },
);

/** Resolves to the answer to a chunked body, which is sent in any case, and the pieces that the parser emitted. */
async function inChunks(path: string, chunks: readonly string[], ...headers: string[]) {
  let pieces = 0;
  countPieces(() => {
    pieces += 1;
  });
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  const head = [
    "Host: localhost",
    "Content-Type: application/json",
    "Transfer-Encoding: chunked",
    ...headers,
  ];
  const body = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`);
  socket.write([`POST ${path} HTTP/1.1`, ...head, "", ""].join("\r\n") + body.join(""));
  const answer = await text(socket);
  return { answer, pieces };
}

const tiny = (count: number) => Array<string>(count).fill(" ");

test.each([
  ["/api/login", 400],
  ["/trpc/login", 400],
  ["/trpc/login?batch=1", 400],
  ["/api/writes", 401],
  ["/trpc/write", 401],
  ["/api/nothing", 404],
  ["/api/%zz", 404],
  ["/docs/%zz", 400],
])("%s: a body in tiny chunks is not parsed to its end, and its connection ends", async (path, status) => {
  const { answer, pieces } = await inChunks(path, tiny(10_000));
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.toLowerCase()).toContain("connection: close");
  expect(pieces).toBeLessThan(300);
  // The re-used parser reads bodies again.
  for (let connection = 0; connection < 3; connection++) {
    const { answer } = await inChunks("/api/login", ["{}", ""], "Connection: close");
    expect(answer).toMatch(/^HTTP\/1.1 204 /);
  }
});

test("a body in tiny chunks is refused with a valid token, too, and logged as refused", async () => {
  lines.length = 0;
  const { answer } = await inChunks("/api/parts", tiny(10_000), "Authorization: Bearer token");
  expect([answer.slice(9, 12), codeIn(answer)]).toEqual(["400", "MALFORMED_REQUEST"]);
  await expect.poll(() => lines.filter((line) => line.includes('"status":400'))).toHaveLength(1);
});

test("a chunked body may be long, and arrive in the segments of a slow connection", async () => {
  const body = `{"a":"${"x".repeat(60_000)}"}`;
  for (const length of [500, 1_400]) {
    const chunks = body.match(new RegExp(`.{1,${length}}`, "g")) ?? [];
    const { answer } = await inChunks("/api/login", [...chunks, ""], "Connection: close");
    expect(answer).toMatch(/^HTTP\/1.1 204 /);
  }
  const few = [...'{"a":"in chunks of one"}', ""];
  expect((await inChunks("/api/login", few, "Connection: close")).answer).toMatch(/^HTTP\/1.1 204 /);
});

test("a connection is kept after a chunked body has arrived", async () => {
  const socket = connect(port, "127.0.0.1");
  const answers = text(socket);
  const head = ["Host: localhost", "Content-Type: application/json", "Transfer-Encoding: chunked"];
  const request = (...headers: string[]) =>
    ["POST /api/login HTTP/1.1", ...head, ...headers, "", "2", "{}", "0", "", ""].join("\r\n");
  socket.write(request() + request("Connection: close"));
  expect([...(await answers).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    "204",
    "204",
  ]);
});

test("a client that is gone before the answer is logged without a status", async () => {
  lines.length = 0;
  const socket = connect(port, "127.0.0.1");
  const head = ["Host: localhost", "Content-Type: application/json", "Content-Length: 10"];
  socket.write(["POST /api/login HTTP/1.1", ...head, "", "{"].join("\r\n"));
  setTimeout(() => socket.destroy(), 50);
  await expect.poll(() => lines.filter((line) => line.includes('"clientGone":true'))).toHaveLength(1);
  expect(lines.join("")).toContain('"status":null');
});

test("at most fifty of a hundred unknown fields are named", async () => {
  const payload = object(99);
  const rest = await app.inject({ method: "POST", url: "/api/login", payload, headers: json });
  const typed = await app.inject({ method: "POST", url: "/trpc/login", payload, headers: json });
  const named = [rest.json().errors, typed.json().error.data.errors].map(
    (errors) => Object.keys(errors).length,
  );
  expect([rest.statusCode, typed.statusCode, ...named]).toEqual([400, 400, 50, 50]);
  for (const { body } of [rest, typed]) expect(body.length).toBeLessThan(5_000);
});

test.each(["/api/login", "/trpc/login", "/trpc/login,login?batch=1"])(
  "%s: without a token, no more members are parsed than such inputs have",
  async (url) => {
    for (const payload of [object(101), `[${"1,".repeat(200)}1]`])
      expect(await post({ url, payload, headers: {} })).toEqual({ status: 400, code: "INPUT_TOO_COMPLEX" });
    const allowed = await post({ url: "/api/parts", payload: `{"a":${object(900)}}` });
    expect(allowed).toEqual(done);
  },
);

test("a batch may have only one call that costs as much as a password", async () => {
  for (const url of ["/trpc/register,register?batch=1", "/trpc/login,register,register?batch=1"])
    expect(await post({ url, payload: '{"0":{},"1":{},"2":{}}', headers: {} })).toEqual({
      status: 400,
      code: "BATCH_TOO_LARGE",
    });
  const one = { url: "/trpc/login,register,login?batch=1", payload: '{"0":{},"1":{},"2":{}}', headers: {} };
  expect(await post(one)).toEqual(done);
});
