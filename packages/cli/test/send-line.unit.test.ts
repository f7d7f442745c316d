import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sendLine } from "../src/call-lines.ts";
import { connect } from "../src/connection.ts";
import { procedureDefinitions } from "../src/procedure-definitions.ts";

type Answer = { id: string } | { code: string; httpStatus: number; headers?: Record<string, string> };

/** The server's first answer to a key. It replays answers to known keys. */
let answers: Answer[] = [];
let kept = new Map<string, Answer>();
let sent: string[] = [];

function answer(request: IncomingMessage, response: ServerResponse) {
  const keys = String(request.headers["idempotency-key"]).split(",");
  sent.push(...keys);
  const replayed = keys.map((key) => kept.has(key));
  const given = keys.map((key) => {
    const found = kept.get(key) ?? answers.shift() ?? { code: "INTERNAL", httpStatus: 500 };
    if (!("headers" in found)) kept.set(key, found);
    return found;
  });
  const envelopes = given.map((one) =>
    "id" in one
      ? { result: { data: one } }
      : { error: { message: "No", code: -32000, data: { code: one.code, httpStatus: one.httpStatus } } },
  );
  const headers = given.map((one) => ("headers" in one ? one.headers : {}));
  const mark = replayed.includes(true) ? { "idempotency-replayed": replayed.join(",") } : {};
  response.writeHead(200, Object.assign({ "content-type": "application/json" }, mark, ...headers));
  response.end(JSON.stringify(request.url?.includes("batch=1") ? envelopes : envelopes[0]));
}

const server = createServer(answer);
let run: Parameters<typeof sendLine>[0];

beforeEach(async () => {
  vi.stubEnv("CARETYPE_API_KEY", "ct_1");
  [answers, kept, sent] = [[], new Map(), []];
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const connection = await connect({ url: `http://127.0.0.1:${port}`, timeout: 30 });
  const definition = procedureDefinitions("patient").find(({ path }) => path === "patient.create");
  if (!definition) throw new Error("There is no patient.create");
  run = { connection, definition, signal: new AbortController().signal };
});
afterEach(() => {
  server.close();
  vi.unstubAllEnvs();
});

const line = (key: string) => ({ input: { name: "Ann" }, idempotencyKey: key });
const taken: Answer = { code: "POSSIBLE_DUPLICATE", httpStatus: 409 };
const outcome = (key: string) => sendLine(run, line(key)).catch((error: unknown) => Object(error).data.code);

test("a line that was refused is tried again in the next run, and done once", async () => {
  answers = [taken];
  expect(await outcome("a")).toBe("POSSIBLE_DUPLICATE");
  expect(sent).toEqual(["a"]);
  answers = [taken];
  expect(await outcome("a")).toBe("POSSIBLE_DUPLICATE");
  answers = [{ id: "p1" }];
  expect(await outcome("a")).toEqual({ id: "p1" });
  sent = [];
  expect(await outcome("a")).toEqual({ id: "p1" });
  expect(sent).toEqual(["a", "a:1", "a:2"]);
});

test("a limit of calls is waited for, unless it is longer than an hour", async () => {
  const limited = (seconds: string): Answer => ({
    code: "RATE_LIMITED",
    httpStatus: 429,
    headers: { "retry-after": seconds },
  });
  answers = [limited("0.01"), { id: "p1" }];
  expect(await outcome("a")).toEqual({ id: "p1" });
  // The second exceeds the maximum of Node's timers.
  for (const [key, seconds] of Object.entries({ b: "3601", c: "3000000" })) {
    answers = [limited(seconds)];
    expect(await outcome(key)).toBe("RATE_LIMITED");
  }
  expect(sent).toEqual(["a", "a", "b", "c"]);
});

test("the lines of a batch are told apart", async () => {
  kept = new Map<string, Answer>([
    ["a", taken],
    ["b", { id: "p2" }],
  ]);
  answers = [taken, { id: "p1" }];
  expect(await Promise.all(["c", "b", "a"].map(outcome))).toEqual([
    "POSSIBLE_DUPLICATE",
    { id: "p2" },
    { id: "p1" },
  ]);
  expect(sent).toEqual(["c", "b", "a", "a:1"]);
});
