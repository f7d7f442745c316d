import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, fieldErrors } from "@caretype/client";
import { expect, test } from "vitest";
import { describeRefusal, exitCodeOfError } from "../src/describe-refusal.ts";
import { CommandFailure, exitCodes } from "../src/exit-codes.ts";

/** Returns the error of a call that gets this answer, or that nobody answers. */
async function refusalOf(answer: { status: number; code: unknown; errors?: unknown } | null) {
  const server = createServer((_request, response) => {
    if (!answer) return void response.destroy();
    const { status: httpStatus, code, errors } = answer;
    const data = { code, errors, httpStatus, requestId: "r-1", path: "patient.list" };
    const error = { message: "The title", code: -32000, data };
    response.writeHead(httpStatus, { "content-type": "application/json", "retry-after": "3" });
    response.end(JSON.stringify([{ error }]));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const error: unknown = await createClient({ url, retry: false })
    .patient.list.query({})
    .catch((reason: unknown) => reason);
  server.close();
  return { error, url, text: describeRefusal(error, { url, profile: "default", credentials: "session" }) };
}

test.each([
  [400, "INVALID_INPUT", exitCodes.invalidInput],
  [401, "UNAUTHENTICATED", exitCodes.notSignedIn],
  [403, "PERMISSION_DENIED", exitCodes.notAllowed],
  [404, "PATIENT_NOT_FOUND", exitCodes.notFound],
  // An older server, which lacks the procedure.
  [404, "ROUTE_NOT_FOUND", exitCodes.failed],
  [409, "STALE_VERSION", exitCodes.conflict],
  [413, "PAYLOAD_TOO_LARGE", exitCodes.invalidInput],
  [422, "IDEMPOTENCY_KEY_REUSED", exitCodes.conflict],
  [429, "RATE_LIMITED", exitCodes.unavailable],
  [500, "INTERNAL", exitCodes.failed],
  [503, "SERVICE_UNAVAILABLE", exitCodes.unavailable],
])("the exit code of %i %s is %i", async (status, code, exitCode) => {
  const { error, text } = await refusalOf({ status, code });
  expect(exitCodeOfError(error)).toBe(exitCode);
  expect(text).toContain(`The title. (${code}, request r-1)`);
});

test("a refusal says what to do", async () => {
  expect((await refusalOf({ status: 429, code: "RATE_LIMITED" })).text).toMatch(/\nTry again in 3 s\.$/);
  expect((await refusalOf({ status: 403, code: "REAUTHENTICATION_REQUIRED" })).text).toMatch(
    / login` again\.$/,
  );
});

test("a server that does not answer is unavailable", async () => {
  const { error, text, url } = await refusalOf(null);
  expect(exitCodeOfError(error)).toBe(exitCodes.unavailable);
  const message = `The server at ${url} could not be reached: UND_ERR_SOCKET.`;
  expect(text).toBe(message);
  expect(describeRefusal(error, { url, profile: "default", credentials: "none" })).toBe(
    `${message}\nName another server by --url or CARETYPE_URL.`,
  );
});

test("what is not the server's 404 is no missing record", async () => {
  const server = createServer((_request, response) => response.writeHead(404).end("Not found"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const error: unknown = await createClient({ url: `http://127.0.0.1:${port}`, retry: false })
    .patient.list.query({})
    .catch((reason: unknown) => reason);
  server.close();
  expect(exitCodeOfError(error)).toBe(exitCodes.failed);
});

test("no refusal commands the terminal, begins a line of its own, or fills the screen", async () => {
  const { text } = await refusalOf({ status: 404, code: "PATIENT_NOT_FOUND\u001b[2J\u009b" });
  expect(text).toContain("(PATIENT_NOT_FOUND[2J, request r-1)");
  const errors = { "a\nSigned in": ["b\r\nSigned in"], c: ["d".repeat(100_000)] };
  const refused = await refusalOf({ status: 400, code: "INVALID\nSigned in", errors });
  expect(refused.text.split("\n").map((line) => line.slice(0, 30))).toEqual([
    "The title. (INVALIDSigned in, ",
    "  --a-signed in: bSigned in",
    `  --c: ${"d".repeat(23)}`,
  ]);
  expect(refused.text.length).toBeLessThan(2_000);
});

test.each([null, "x", 7, ["x"], { age: "x" }, { age: null }, { age: [7, {}] }])(
  "field errors of another shape are left out: %j",
  async (errors) => {
    const { error, text } = await refusalOf({ status: 400, code: "INVALID_INPUT", errors });
    expect(exitCodeOfError(error)).toBe(exitCodes.invalidInput);
    expect(text).toBe("The title. (INVALID_INPUT, request r-1)");
    expect(fieldErrors(error)).toEqual({});
  },
);

test("a code of another shape is left out", async () => {
  const { error, text } = await refusalOf({ status: 400, code: { a: 1 } });
  expect(exitCodeOfError(error)).toBe(exitCodes.invalidInput);
  expect(text).toBe("The title. (request r-1)");
});

test("the command's own failures have their own codes", () => {
  expect(exitCodeOfError(new CommandFailure("No", exitCodes.notFound))).toBe(5);
  expect(exitCodeOfError(new TypeError("Oh"))).toBe(1);
});

test("the documents list all exit codes", async () => {
  const text = await readFile(new URL("../../../docs/build/command-line.md", import.meta.url), "utf8");
  const listed = [...text.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
  expect(listed).toEqual([0, ...Object.values(exitCodes)]);
});
