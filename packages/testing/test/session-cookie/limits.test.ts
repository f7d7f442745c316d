import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { host, newCredentials, post, sameOriginHeaders, signUp, startServices, surfaces } from "./support.ts";

const { database, services, startApp } = await startServices({
  browserIdleMinutes: { everybody: 30, owner: 20, staff: 10 },
});
const app = await startApp();

const sessionOf = async (access: string) => (await services.tokens.verifyAccess(access)).sessionId;

/** Sets a session's last use, or its beginning, to that long ago. */
async function age(access: string, column: "last_seen_at" | "created_at", ago: string) {
  const session = await sessionOf(access);
  await database.reader.execute(
    sql`update session set ${sql.identifier(column)} = now() - ${ago}::interval where id = ${session}`,
  );
  services.principals.forget({ session });
}

async function unusedSeconds(access: string): Promise<number> {
  const [row] = await database.reader.execute<{ unused: number }>(sql`
    select extract(epoch from now() - last_seen_at)::float8 as unused
    from session where id = ${await sessionOf(access)}`);
  return row?.unused ?? Number.NaN;
}

const idleFor = (seconds: number) => ({ ...sameOriginHeaders, "caretype-idle": String(seconds) });

describe.each(surfaces)("$name", ({ to }) => {
  const refresh = to("/auth/refresh", "account.refresh");
  const change = to("/practices", "practice.create");
  const input = { name: "Another" };

  it("ends a browser session at its role's idle timeout, for access and renewal", async () => {
    const { access, kept } = await signUp(app);
    await age(access, "last_seen_at", "19 minutes");
    expect((await post(app, change, { access, input, headers: idleFor(1_140) })).status).toBeLessThan(300);
    await age(access, "last_seen_at", "20 minutes");
    expect((await post(app, change, { access, input })).code).toBe("UNAUTHENTICATED");
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept });
    expect(renewed.code).toBe("INVALID_REFRESH_TOKEN");
  });

  it("ends it twelve hours after it began, even if it is in use", async () => {
    const { access, kept } = await signUp(app);
    await age(access, "created_at", "11 hours 59 minutes");
    expect((await post(app, change, { access, input })).status).toBeLessThan(300);
    await age(access, "created_at", "12 hours");
    expect((await post(app, change, { access, input })).code).toBe("UNAUTHENTICATED");
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept });
    expect(renewed.code).toBe("INVALID_REFRESH_TOKEN");
  });

  it("does not count calls and renewals that a page makes without user input as use", async () => {
    const { access, kept } = await signUp(app);
    await age(access, "last_seen_at", "15 minutes");
    const headers = idleFor(900);
    expect((await post(app, change, { access, input, headers })).status).toBeLessThan(300);
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept, headers });
    expect(renewed.status).toBe(200);
    expect(await unusedSeconds(access)).toBeGreaterThan(890);
    // The next input counts as a use at its own time. The idle time is exact to the second.
    await post(app, change, { access, input, headers: idleFor(300) });
    await expect.poll(() => unusedSeconds(access)).toBeLessThan(890);
    expect(await unusedSeconds(access)).toBeGreaterThanOrEqual(300);
  });

  it("does not limit sessions of API clients", async () => {
    const { data } = await post(app, to("/auth/register", "account.register"), {
      headers: { host },
      input: newCredentials(),
    });
    const access = String(data.tokens.access);
    await age(access, "last_seen_at", "6 days");
    expect((await post(app, change, { headers: { host }, access, input })).status).toBeLessThan(300);
    await age(access, "created_at", "29 days");
    expect((await post(app, change, { headers: { host }, access, input })).status).toBeLessThan(300);
  });
});

it("an older browser session gets these limits at its next renewal", async () => {
  const { access, kept } = await signUp(app);
  const id = await sessionOf(access);
  await database.reader.execute(
    sql`update session set idle_seconds = null, longest_seconds = null where id = ${id}`,
  );
  await post(app, "account.refresh", { input: { refresh: "cookie" }, cookie: kept });
  const [row] = await database.reader.execute(
    sql`select idle_seconds, longest_seconds from session where id = ${id}`,
  );
  expect(row).toEqual({ idle_seconds: 1_200, longest_seconds: 43_200 });
});
