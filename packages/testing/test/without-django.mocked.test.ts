import { randomUUID } from "node:crypto";
import { createRouter, createServices } from "@caretype/api";
import { chosenModules } from "@caretype/api/declarations";
import { restDialects } from "@caretype/api/declared";
import { openDatabase } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

// Needs its own worker: a process has one composition.

const { url, drop } = await createTestDatabase();
const database = openDatabase({ url });
const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
  await database.close();
  await drop();
});

async function serve(modules: readonly string[]) {
  const services = await createServices({ database, settings: serviceSettings, modules });
  const app = await createApp({
    services,
    settings: { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    router: createRouter(modules),
  });
  stops.push(() => app.close().then(() => services.close()));
  return async (line: `${"GET" | "POST" | "PATCH"} ${string}`, body?: object, token?: string) => {
    const [method = "GET", path] = line.split(" ") as ["GET" | "POST" | "PATCH", string];
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method, url: `/api${path}`, headers, ...(body && { payload: body }) });
    return { status: answer.statusCode, body: answer.json() };
  };
}

const password = "nine lives of a lamp";
/** From Django's own `tests/auth_tests/test_hashers.py`. */
const former = {
  hash: "pbkdf2_sha256$1500000$seasalt$P4UiMPVduVWIL/oS1GzH+IofsccjJNM5hUTikBvi5to=",
  password: "lètmein",
};

it("without the module, there is no dialect, no number in place of an id, and no hash of Django", async () => {
  const full = await serve(chosenModules(["all"]));
  const [email, imported] = [`${randomUUID()}@example.org`, `${randomUUID()}@example.org`];
  const { tokens } = (await full("POST /auth/register", { email, password })).body;
  await full("POST /auth/register", { email: imported, password });
  const patient = (await full("POST /patients", { name: "Ole Vik", gender: "male" }, tokens.access)).body;
  const practice = (await full("GET /practices/mine", undefined, tokens.access)).body;
  await full("PATCH /practices/mine", { numeric_ids: "django:000", dialect: "000" }, tokens.access);
  for (const statement of [
    `insert into patient_external_id (practice_id, system, value, patient_id) values ('${practice.id}', 'django:000', '17', '${patient.id}')`,
    `update account set password_hash = '${former.hash}' where email = '${imported}'`,
  ])
    await database.transaction((tx) => tx.execute(statement));
  const logIn = { email: imported, password: former.password };
  const patientOf = (send: typeof full) => send("GET /patients/17", undefined, tokens.access);
  expect(Object.keys((await patientOf(full)).body)).toEqual(
    "id name age gender address created_at updated_at".split(" "),
  );

  const without = await serve(chosenModules(["-coming-from-django"]));
  const as = (line: Parameters<typeof without>[0], body?: object) => without(line, body, tokens.access);
  expect((await as(`GET /patients/${patient.id}`)).body).toMatchObject({ first_name: "Ole", version: 1 });
  expect((await patientOf(without)).body).toMatchObject({ code: "PATIENT_NOT_FOUND", status: 404 });
  expect((await without("POST /auth/login", logIn)).body).toMatchObject({ code: "INVALID_CREDENTIALS" });
  expect((await as("GET /practices/mine")).body).toMatchObject({ dialect: null, numeric_ids: "django:000" });
  expect((await as("PATCH /practices/mine", { dialect: "004" })).status).toBe(400);
  expect((await as("PATCH /practices/mine", { dialect: "none" })).status).toBe(200);
  expect(restDialects).toEqual(["none"]);

  const again = await serve(chosenModules(["all"]));
  expect((await again("POST /auth/login", logIn)).status).toBe(200);
});
