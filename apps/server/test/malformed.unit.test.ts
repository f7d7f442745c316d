import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { createToyApp, signedIn } from "./toy-app.ts";

/** An app that listens until the end of the file. */
async function listening(options: Parameters<typeof createToyApp>[0] = {}) {
  const { app, lines } = await createToyApp(options);
  await app.listen({ port: 0, host: "127.0.0.1" });
  afterAll(() => app.close());
  const address = app.server.address();
  return { app, lines, port: typeof address === "object" && address !== null ? address.port : 0 };
}

const { app, lines, port } = await listening();
// Separate, because on a slow machine other requests would be slow, too.
const { port: impatient } = await listening({
  timeouts: { headersMilliseconds: 200, requestMilliseconds: 400, checkMilliseconds: 50 },
});

/** Sends raw bytes, and reads until the server ends the connection. */
async function raw(request: string | Buffer, to = port): Promise<string> {
  const socket = connect(to, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(request);
  return text(socket);
}

const head = (line: string, ...headers: string[]) =>
  [line, "Host: localhost", "Connection: close", ...headers, "", ""].join("\r\n");

const statusOf = (response: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);
const bodyOf = (response: string) => JSON.parse(response.slice(response.indexOf("\r\n\r\n") + 4));

const json = { ...signedIn, "content-type": "application/json" };
const post = (url: string, payload: string | Buffer, headers: object = json) =>
  app.inject({ method: "POST", url, payload, headers: { ...headers } });

const problemShape = {
  type: expect.stringMatching(/^\/errors\/[a-z-]+$/),
  title: expect.any(String),
  status: expect.any(Number),
  detail: expect.any(String),
  code: expect.any(String),
  request_id: expect.any(String),
};

const typedShape = {
  error: { code: expect.any(Number), message: expect.any(String), data: { errors: null } },
};

const nothingOfALibrary =
  /FST_|Unexpected|JSON at|not valid JSON|is not a valid url|Parse Error|node_modules|stack/;

test("bodies that are not JSON", async () => {
  const bodies = [
    "{",
    "nonsense",
    '{"a":}',
    "\u0000",
    Buffer.concat([Buffer.from('{"full_name":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    "[".repeat(60),
  ];
  for (const body of bodies) {
    const rest = await post("/api/pets", body);
    expect([rest.statusCode, rest.json()]).toEqual([400, { ...problemShape, code: "MALFORMED_REQUEST" }]);
    const typed = await post("/trpc/pet.create", body);
    expect(typed.statusCode).toBe(400);
    expect(typed.json()).toMatchObject({
      error: { data: { code: "MALFORMED_REQUEST", requestId: expect.anything() } },
    });
    expect(rest.body + typed.body).not.toMatch(nothingOfALibrary);
  }
});

test("other types of body", async () => {
  const types = [
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "nonsense",
    "application/xml",
  ];
  for (const type of types) {
    const headers = { ...signedIn, "content-type": type };
    const rest = await post("/api/pets", "x", headers);
    expect([type, rest.statusCode, rest.json()]).toEqual([
      type,
      415,
      { ...problemShape, code: "UNSUPPORTED_MEDIA_TYPE" },
    ]);
    const typed = await post("/trpc/pet.create", "x", headers);
    expect([type, typed.statusCode]).toEqual([type, 415]);
    expect(typed.json()).toMatchObject({
      error: { data: { code: "UNSUPPORTED_MEDIA_TYPE", httpStatus: 415 } },
    });
  }
});

test("compressed bodies", async () => {
  const headers = { ...json, "content-encoding": "gzip" };
  for (const url of ["/api/pets", "/trpc/pet.create"]) {
    const { statusCode, body } = await post(url, gzipSync('{"full_name":"Ada"}'), headers);
    expect([url, statusCode]).toEqual([url, 415]);
    expect(body).toContain("compress");
  }
  const plain = { ...json, "content-encoding": "identity" };
  expect((await post("/api/pets", '{"full_name":"Ada"}', plain)).statusCode).toBeLessThan(300);
});

test("bodies over the limit", async () => {
  const body = JSON.stringify({ full_name: "x".repeat(1024 * 1024) });
  const rest = await post("/api/pets", body);
  expect([rest.statusCode, rest.json()]).toEqual([413, { ...problemShape, code: "PAYLOAD_TOO_LARGE" }]);
  const typed = await post("/trpc/pet.create", body);
  expect([typed.statusCode, typed.json()]).toMatchObject([413, typedShape]);
  const multipart = { ...signedIn, "content-type": "multipart/form-data; boundary=x" };
  expect((await post("/trpc/pet.create", body, multipart)).statusCode).toBe(415);
});

test("URLs that cannot be decoded, or are too long, get the same status on both surfaces", async () => {
  for (const url of ["/docs/%zz", "/%", "/%E0%A4%A?q=1"]) {
    const response = await app.inject({ url, headers: signedIn });
    expect([url, response.statusCode, response.json()]).toEqual([
      url,
      400,
      { ...problemShape, code: "MALFORMED_REQUEST" },
    ]);
  }
  for (const url of [`/api/pets/${"x".repeat(1001)}`, `/api/pets?q=${"x".repeat(9000)}`]) {
    const response = await app.inject({ url, headers: signedIn });
    expect([response.statusCode, response.json().code]).toEqual([414, "URI_TOO_LONG"]);
    expect(response.body.length).toBeLessThan(400);
  }
  for (const url of [`/trpc/${"x".repeat(1001)}`, `/trpc/pet.list?input=${"x".repeat(9000)}`]) {
    const response = await app.inject({ url, headers: signedIn });
    expect([response.statusCode, response.json().error.data]).toMatchObject([
      414,
      { code: "URI_TOO_LONG", httpStatus: 414 },
    ]);
  }
  const typed = await app.inject({ url: "/trpc/%zz" });
  expect([typed.statusCode, typed.json().error.data.code]).toEqual([400, "MALFORMED_REQUEST"]);
  // An invalid percent sign in a query is data.
  expect((await app.inject({ url: "/api/pets?q=%zz", headers: signedIn })).statusCode).toBe(200);
});

test("a REST path that cannot be decoded is taken literally, and the procedure finds nothing", async () => {
  for (const id of ["%zz", "%", "%ff", "%20%ff", "%C3%28"]) {
    const response = await app.inject({ url: `/api/pets/${id}?`, headers: signedIn });
    expect([response.statusCode, response.json()]).toMatchObject([200, { id }]);
  }
  const nothing = await app.inject({ url: "/api/%E0%A4%A", headers: signedIn });
  expect([nothing.statusCode, nothing.json()]).toEqual([404, { ...problemShape, code: "ROUTE_NOT_FOUND" }]);
  expect((await app.inject({ url: "/api/pets/%ff" })).statusCode).toBe(401);
});

test("a batch over ten calls, however it is spelled", async () => {
  const names = Array(11).fill("pet.list").join(",");
  const many = await app.inject({ url: `/trpc/${names}?batch=1&input={}`, headers: signedIn });
  expect([many.statusCode, many.json().error.data.code]).toEqual([400, "BATCH_TOO_LARGE"]);
  const commas = await app.inject({ url: `/trpc/${",".repeat(15_000)}?batch=1&input={}`, headers: signedIn });
  expect(commas.statusCode).toBe(414);
  expect(commas.body.length).toBeLessThan(500);
  const unbatched = await app.inject({ url: `/trpc/${",".repeat(900)}`, headers: signedIn });
  expect([unbatched.statusCode, unbatched.body.length < 700]).toEqual([404, true]);
  const ten = await app.inject({
    url: `/trpc/${Array(10).fill("pet.list").join(",")}?batch=1`,
    headers: signedIn,
  });
  expect([ten.statusCode, ten.json().length]).toEqual([200, 10]);
});

test("hostile keys in typed calls", async () => {
  for (const body of [
    '{"__proto__":{"x":1}}',
    '{"\\u005f\\u005fproto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
  ]) {
    const response = await post("/trpc/pet.create", body);
    expect([response.statusCode, response.json().error.data.code]).toEqual([400, "MALFORMED_REQUEST"]);
  }
  expect((await post("/trpc/pet.create", '{"fullName":"the constructor"}')).statusCode).toBe(200);
});

test("bytes that are not HTTP", async () => {
  const requests = [
    "nonsense\r\n\r\n",
    head("GET /api/pets HTTP/1.1", "Content-Length: abc"),
    head("POST /api/pets HTTP/1.1", "Content-Length: 1", "Transfer-Encoding: chunked"),
    head("GET /api/pets HTTP/1.1", "Bad Header: x"),
    `${head("POST /api/pets HTTP/1.1", "Transfer-Encoding: chunked", "Content-Type: application/json")}zz\r\n\r\n`,
  ];
  for (const request of requests) {
    const response = await raw(request);
    expect([request, statusOf(response)]).toEqual([request, 400]);
    expect(bodyOf(response)).toEqual({ ...problemShape, code: "MALFORMED_REQUEST" });
    expect(response).not.toMatch(nothingOfALibrary);
  }
  const overflow = await raw(head("GET /api/pets HTTP/1.1", `X-Long: ${"x".repeat(20_000)}`));
  expect([statusOf(overflow), bodyOf(overflow).status]).toEqual([431, 431]);
  const long = await raw(head(`GET /api/pets?q=${"x".repeat(20_000)} HTTP/1.1`));
  expect([statusOf(long), bodyOf(long).code]).toEqual([414, "URI_TOO_LONG"]);
  const longBatch = await raw(head(`GET /trpc/${"pet.list,".repeat(2_500)} HTTP/1.1`));
  expect([statusOf(longBatch), bodyOf(longBatch).error.data.code]).toEqual([414, "URI_TOO_LONG"]);
  // A stock client reads a typed call's error only in tRPC's envelope.
  const typed = await raw(head("GET /trpc/pet.list HTTP/1.1", `X-Long: ${"x".repeat(20_000)}`));
  expect(statusOf(typed)).toBe(431);
  expect(bodyOf(typed).error.data).toMatchObject({ code: "MALFORMED_REQUEST", httpStatus: 431 });
  const absolute = await raw(head("GET http://localhost/trpc/pet.none HTTP/1.1"));
  expect([statusOf(absolute), bodyOf(absolute).error.data.code]).toEqual([404, "ROUTE_NOT_FOUND"]);
  const elsewhere = await raw(head("GET http://elsewhere/api/pets HTTP/1.1"));
  expect([statusOf(elsewhere), bodyOf(elsewhere).code]).toEqual([400, "MALFORMED_REQUEST"]);
  const longAbsolute = await raw(
    head("GET http://localhost/trpc/pet.list HTTP/1.1", `X-Long: ${"x".repeat(20_000)}`),
  );
  expect(bodyOf(longAbsolute).error.data.httpStatus).toBe(431);
  const other = await raw(head("GET /trpcfoo HTTP/1.1"));
  expect([statusOf(other), bodyOf(other)]).toEqual([404, { ...problemShape, code: "ROUTE_NOT_FOUND" }]);
  const noHost = await raw("GET /api/pets HTTP/1.1\r\nConnection: close\r\n\r\n");
  expect(bodyOf(noHost)).toEqual({ ...problemShape, code: "MALFORMED_REQUEST" });
  for (const host of ["localhost\r\nHost: evil", "localhost@evil", "localhost:abc", "localhost, evil"]) {
    const refused = await raw(`GET /api/pets HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect([host, bodyOf(refused)]).toEqual([host, { ...problemShape, code: "MALFORMED_REQUEST" }]);
    expect(refused.toLowerCase()).toContain("cache-control: no-store");
  }
});

test("slow requests are ended", async () => {
  const [noHead, noBody] = await Promise.all([
    raw("GET /api/pets HTTP/1.1\r\nHost: localhost\r\n", impatient),
    raw(
      `${head("POST /api/pets HTTP/1.1", "Authorization: Bearer token", "Content-Type: application/json", "Content-Length: 100")}{"full`,
      impatient,
    ),
  ]);
  expect([statusOf(noHead), bodyOf(noHead).status]).toEqual([408, 408]);
  expect(statusOf(noBody)).toBe(408);
});

test("an incomplete body is not logged as a server error", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `${head("POST /api/pets HTTP/1.1", "Authorization: Bearer token", "Content-Type: application/json", "Content-Length: 100")}{`,
  );
  const [received]: IncomingMessage[] = await once(app.server, "request");
  // Not `once`, which rejects with an earlier error.
  const closed = new Promise((resolve) => received?.on("close", resolve));
  socket.destroy();
  await closed;
  // Its log is written by then.
  await app.inject({ url: "/api/pets", headers: signedIn });
  expect(lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
});

test("invalid tokens", async () => {
  for (const authorization of [
    "",
    "Bearer",
    "Bearer ",
    "Basic token",
    "Bearer token token",
    "token",
    "Bearer, token",
    "Bearer tok\u00e9n",
  ]) {
    const response = await app.inject({ url: "/api/pets", headers: { authorization } });
    expect([authorization, response.statusCode, response.headers["www-authenticate"]]).toEqual([
      authorization,
      401,
      "Bearer",
    ]);
  }
  for (const authorization of ["bearer token", "BEARER   token "]) {
    expect((await app.inject({ url: "/api/pets", headers: { authorization } })).statusCode).toBe(200);
  }
  const twice = await raw(
    head("GET /api/pets HTTP/1.1", "Authorization: Bearer token", "authorization: Bearer other"),
  );
  expect(statusOf(twice)).toBe(401);
});

test("bytes that are not HTTP get an answer with the usual headers", async () => {
  const answer = (await raw("nonsense\r\n\r\n")).toLowerCase();
  for (const name of ["content-security-policy", "strict-transport-security", "x-frame-options"])
    expect(answer).toContain(`\r\n${name}: `);
  expect(answer).toContain("\r\ncache-control: no-store\r\n");
});
