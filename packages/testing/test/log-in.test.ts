import { randomUUID } from "node:crypto";
import { createServices } from "@caretype/api";
import { openDatabase, schema, serverRole } from "@caretype/db";
import { createTestDatabase } from "@caretype/db/testing";
import { createApp, createLogger } from "@caretype/server";
import { eq, like, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

/** The backend twice over one database: behind a proxy that is listed, and where none is. */
const { url: databaseUrl, drop } = await createTestDatabase();
const database = openDatabase({ url: databaseUrl });
const served = openDatabase({ url: databaseUrl, role: serverRole });
const services = await createServices({ database: served, settings: serviceSettings });
const serve = async (trustedProxies: string[]) => {
  const app = await createApp({
    services,
    settings: { allowedHosts: ["127.0.0.1"], corsOrigins: [], trustedProxies },
    logger: createLogger("silent"),
  });
  return { url: await app.listen({ host: "127.0.0.1", port: 0 }), app };
};
const [proxied, direct] = [await serve(["127.0.0.1"]), await serve([])];
afterAll(async () => {
  await Promise.all([proxied.app.close(), direct.app.close()]);
  await services.close();
  await Promise.all([served.close(), database.close()]);
  await drop();
});

const { loginFailure } = schema;
const password = "nine lives of a lamp";
const newEmail = () => `${randomUUID()}@example.org`;
let hosts = 0;
const newAddress = () => `2001:db8:${(++hosts).toString(16)}::1`;

type Sent = { url?: string; from?: string | undefined };

function post(path: string, body: unknown, { url = proxied.url, from = newAddress() }: Sent = {}) {
  return fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify(body),
  });
}

type LogIn = { email: string; password: string };
const surfaces: Record<string, (input: LogIn, sent?: Sent) => Promise<Response>> = {
  REST: (input, sent) => post("/api/auth/login", input, sent),
  typed: (input, sent) => post("/trpc/account.login", input, sent),
  "typed, in a batch": (input, sent) => post("/trpc/account.login?batch=1", { 0: input }, sent),
};
const rest = (input: LogIn, sent?: Sent) => post("/api/auth/login", input, sent);
const all = (inputs: LogIn[], sent?: Sent) => Promise.all(inputs.map((input) => rest(input, sent)));

async function register() {
  const email = newEmail();
  const response = await post("/api/auth/register", { email, password });
  expect(response.status).toBe(201);
  return email;
}

const wrong = (email: string) => ({ email, password: "a wrong one" });
/** The first delay is a second, and the machine may be slow: those that run go on for a minute longer. */
const prolongDelays = () =>
  database.reader
    .update(loginFailure)
    .set({ expire: sql`${loginFailure.expire} + 60000` })
    .where(like(loginFailure.key, "% delay:%"));
const lock = async (email: string) => {
  await all(Array(10).fill(wrong(email)));
  await prolongDelays();
};

/** All of an answer but what is new in each: the time, and the request's own id. */
async function answerOf(response: Response) {
  const headers = [...response.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
  const id = response.headers.get("x-request-id") ?? "";
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, "id") };
}

describe.each(Object.keys(surfaces))("%s: whoever cannot log in", (surface) => {
  const logIn = surfaces[surface] ?? rest;

  it("is told the same: unknown, wrong, locked, deactivated", async () => {
    const [known, locked, deactivated] = [await register(), await register(), await register()];
    await lock(locked);
    await database.reader
      .update(schema.account)
      .set({ isActive: false })
      .where(eq(schema.account.email, deactivated));
    const unknown = await answerOf(await logIn({ email: newEmail(), password }));
    expect(unknown.status).toBe(401);
    expect(unknown.body).toContain('"INVALID_CREDENTIALS"');
    for (const input of [
      wrong(known),
      wrong(locked),
      ...[locked, deactivated].map((email) => ({ email, password })),
    ]) {
      expect(await answerOf(await logIn(input))).toEqual(unknown);
    }
    expect((await logIn({ email: known, password })).status).toBe(200);
  });

  it("is told to wait after thirty failures from one address", async () => {
    const from = newAddress();
    for (let i = 0; i < 3; i++)
      await all(
        Array.from({ length: 10 }, () => wrong(newEmail())),
        { from },
      );
    const response = await logIn({ email: await register(), password }, { from });
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
  });
});

describe("log-ins at once", () => {
  it("count each: nine wrong ones leave room for the right one, ten do not", async () => {
    const [nine, ten] = [await register(), await register()];
    await all(Array(9).fill(wrong(nine)));
    await lock(ten);
    expect((await rest({ email: nine, password })).status).toBe(200);
    expect((await rest({ email: ten, password })).status).toBe(401);
  });
});

describe("X-Forwarded-For", () => {
  const failThirtyTimes = async (sent: () => Sent) => {
    for (let i = 0; i < 6; i++) {
      await all(
        Array.from({ length: 5 }, () => wrong(newEmail())),
        sent(),
      );
    }
  };

  it("counts from a listed proxy, and of it only what that proxy has added", async () => {
    const from = newAddress();
    // What is before it, the client has made up.
    await failThirtyTimes(() => ({ from: `${newAddress()}, ${from}` }));
    const email = await register();
    expect((await rest({ email, password }, { from })).status).toBe(429);
    expect((await rest({ email, password }, { from: `${newAddress()}, ${from}` })).status).toBe(429);
    expect((await rest({ email, password }, { from: `${from}, ${newAddress()}` })).status).toBe(200);
  });

  it("does not count from anybody else", async () => {
    await failThirtyTimes(() => ({ url: direct.url, from: newAddress() }));
    const email = await register();
    expect((await rest({ email, password }, { url: direct.url })).status).toBe(429);
    expect((await rest({ email, password })).status).toBe(200);
  });
});
