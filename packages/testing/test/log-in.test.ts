import { randomUUID } from "node:crypto";
import { createServices } from "@caretype/api";
import { openDatabase, schema, serverRole } from "@caretype/db";
import { loginFailure } from "@caretype/db/schema";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { eq, like, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

/** Starts two backends on one database: one behind a trusted proxy, and one without. */
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
/** Extends current delays by a minute: the first is one second, and the machine may be slow. */
const prolongDelays = () =>
  database.reader
    .update(loginFailure)
    .set({ expire: sql`${loginFailure.expire} + 60000` })
    .where(like(loginFailure.key, "% delay:%"));
const lock = async (email: string) => {
  await all(Array(10).fill(wrong(email)));
  await prolongDelays();
};

/** Returns an answer without the date and the request's id. */
async function answerOf(response: Response) {
  const headers = [...response.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
  const id = response.headers.get("x-request-id") ?? "";
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, "id") };
}

describe.each(Object.keys(surfaces))("%s: a failed sign-in", (surface) => {
  const logIn = surfaces[surface] ?? rest;

  it("gets the same answer for an unknown, wrong, locked or deactivated account", async () => {
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

  it("gets Retry-After after thirty failures from one address", async () => {
    const from = newAddress();
    for (let i = 0; i < 3; i++)
      await all(
        Array.from({ length: 10 }, () => wrong(newEmail())),
        { from },
      );
    await prolongDelays();
    const response = await logIn({ email: await register(), password }, { from });
    expect(response.status).toBe(429);
    // The first delay of a second, extended by a minute, minus the elapsed time.
    expect(response.headers.get("retry-after")).toMatch(/^(?:[1-9]|[1-5]\d|6[01])$/);
  });
});

describe("concurrent sign-ins", () => {
  it("are all counted: a right one succeeds after nine wrong ones, but not after ten", async () => {
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
    await prolongDelays();
  };

  it("counts only the part that a trusted proxy has added", async () => {
    const from = newAddress();
    // The client controls everything before it.
    await failThirtyTimes(() => ({ from: `${newAddress()}, ${from}` }));
    const email = await register();
    expect((await rest({ email, password }, { from })).status).toBe(429);
    expect((await rest({ email, password }, { from: `${newAddress()}, ${from}` })).status).toBe(429);
    expect((await rest({ email, password }, { from: `${from}, ${newAddress()}` })).status).toBe(200);
  });

  it("is ignored from other senders", async () => {
    await failThirtyTimes(() => ({ url: direct.url, from: newAddress() }));
    const email = await register();
    expect((await rest({ email, password }, { url: direct.url })).status).toBe(429);
    expect((await rest({ email, password })).status).toBe(200);
  });
});
