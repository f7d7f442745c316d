import { ArchiveRefused } from "@caretype/api/modules/audit-archive/archive-months";
import { DamagedAudit } from "@caretype/api/modules/audit-archive/read-month";
import { BackupError } from "@caretype/postgres/backup";
import { expect, test } from "vitest";
import { createLogger } from "../src/log/logger.ts";
import { createToyApp, signedIn } from "./toy-app.ts";

const marker = "MARKER";

test("no data from a client gets into the log", async () => {
  const { app, lines } = await createToyApp();
  const authorization = `Bearer ${marker}`;
  const body = { full_name: marker, [marker]: marker, notes: { [marker]: marker } };
  await app.inject({
    url: `/api/pets/${marker}?q=${marker}`,
    headers: { ...signedIn, "user-agent": marker },
  });
  await app.inject({ url: `/api/calendar/${marker}.ics` });
  await app.inject({ url: `/api/pets?q=${marker}`, headers: signedIn });
  await app.inject({ url: `/api/${marker}/x`, headers: { authorization } });
  await app.inject({ url: `/api/pets/%zz${marker}`, headers: { authorization } });
  await app.inject({ method: "POST", url: "/api/pets", headers: signedIn, payload: body });
  await app.inject({
    method: "POST",
    url: "/api/pets",
    headers: { ...signedIn, "content-type": "application/json" },
    payload: `{"${marker}`,
  });
  await app.inject({
    method: "POST",
    url: "/api/pets",
    headers: { ...signedIn, "content-type": marker },
    payload: marker,
  });
  await app.inject({ method: "POST", url: "/api/faults", payload: { text: marker } });
  await app.inject({ method: "POST", url: "/trpc/fault.unexpected", payload: { text: marker } });
  await app.inject({ url: "/api/faults/output" });
  await app.inject({ url: "/trpc/fault.output" });
  await app.inject({
    url: `/trpc/pet.byId,${marker}?batch=1&input=${encodeURIComponent(`{"0":{"id":"${marker}"}}`)}`,
    headers: signedIn,
  });
  await app.inject({
    url: `/trpc/${marker}/${marker}`,
    headers: { host: `${marker}.org`, "x-request-id": `<${marker}>` },
  });
  expect(lines.length).toBeGreaterThan(13);
  expect(lines.join("")).not.toContain(marker);
});

test("a request is one line: method, pattern, status, time, id", async () => {
  const { app, lines } = await createToyApp();
  await app.inject({ url: "/api/pets/p1?x=1", headers: { "x-request-id": "r1" } });
  await app.inject({
    method: "POST",
    url: "/trpc/pet.byId,nonsense?batch=1",
    headers: signedIn,
    payload: {},
  });
  const [rest, typed] = lines.map((line): unknown => JSON.parse(line));
  expect(rest).toMatchObject({
    level: "info",
    time: expect.stringMatching(/^[-\d]{10}T[:.\d]{12}Z$/),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    clientRequestId: "r1",
    method: "GET",
    route: "/api/pets/:id",
    status: 401,
    ms: expect.any(Number),
  });
  expect(typed).toMatchObject({ route: "/trpc/:path", procedures: ["pet.byId"] });
  expect(lines).toHaveLength(2);
});

test("a fault is logged with its kind, SQLSTATE and frames", async () => {
  const { app, lines } = await createToyApp();
  const response = await app.inject({ method: "POST", url: "/api/faults", payload: { text: marker } });
  expect([response.statusCode, response.json().code]).toEqual([500, "INTERNAL"]);
  expect(response.body).not.toContain(marker);
  const fault: unknown = JSON.parse(lines[0] ?? "");
  expect(fault).toMatchObject({
    level: "error",
    requestId: response.headers["x-request-id"],
    err: {
      type: "Error",
      frames: expect.arrayContaining([expect.stringContaining("toy-router.ts")]),
      cause: { code: "22P02" },
    },
  });
});

test("what keeps backups and archives from being written is logged with its reason", () => {
  const lines: string[] = [];
  const logger = createLogger("error", { write: (line) => lines.push(line) });
  logger.error({ err: new BackupError("/backups/one.backup exists, and is not overwritten.") });
  logger.error({ err: new ArchiveRefused("/audit/audit-2026-01.ndjson.gz exists.") });
  logger.error({ err: new DamagedAudit("The oldest entries are missing.") });
  expect(lines.map((line) => JSON.parse(line).err.message)).toEqual([
    "/backups/one.backup exists, and is not overwritten.",
    "/audit/audit-2026-01.ndjson.gz exists.",
    "The oldest entries are missing. Nothing was dropped. Run `caretype audit verify`.",
  ]);
});

test("an error is described in every way of logging it", () => {
  const lines: string[] = [];
  const logger = createLogger("trace", { write: (line) => lines.push(line) });
  const error = Object.assign(new Error(`insert into patient ${marker}\n    at ${marker} (file:///x:1:1)`), {
    name: `Bad ${marker}`,
    code: `not a code ${marker}`,
    query: marker,
    cause: Object.assign(new TypeError(`got ${marker}`), { code: "ERR_INVALID_ARG_VALUE" }),
  });
  logger.error(error);
  logger.error({ err: error });
  logger.warn({ err: error, req: { url: marker }, res: { body: marker } }, "text");
  expect(lines).toHaveLength(3);
  expect(lines.join("")).not.toContain(marker);
  expect(JSON.parse(lines[0] ?? "").err.cause).toMatchObject({
    type: "TypeError",
    code: "ERR_INVALID_ARG_VALUE",
  });
  logger.error({ err: new TypeError("Cannot read properties of undefined (reading 'x')") }, "text");
  expect(JSON.parse(lines[3] ?? "").err.message).toContain("Cannot read properties");
});
