import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asOwnPage, host, post, signUp, somebody, startServices, surfacesOf } from "./support.ts";

const { database, services, startApp } = await startServices({
  browserIdleMinutes: { everybody: 30, owner: 20, staff: 10 },
});
const lanes = { fast: await startApp(true), stock: await startApp(false) };

const sessionOf = async (access: string) => (await services.tokens.verifyAccess(access)).sessionId;

/** As if the session had been used, or had begun, so long ago. */
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

const idleFor = (seconds: number) => ({ ...asOwnPage, "caretype-idle": String(seconds) });

describe.each(surfacesOf(lanes))("$name", ({ app, to }) => {
  const refresh = to("/auth/refresh", "account.refresh");
  const change = to("/practices", "practice.create");
  const input = { name: "Another" };

  it("ends a session in a browser when it was idle as long as its role may be, for access and renewal", async () => {
    const { access, kept } = await signUp(app);
    await age(access, "last_seen_at", "19 minutes");
    expect((await post(app, change, { access, input, headers: idleFor(1_140) })).status).toBeLessThan(300);
    await age(access, "last_seen_at", "20 minutes");
    expect((await post(app, change, { access, input })).code).toBe("UNAUTHENTICATED");
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept });
    expect(renewed.code).toBe("INVALID_REFRESH_TOKEN");
  });

  it("ends it twelve hours after it began, however much it is used", async () => {
    const { access, kept } = await signUp(app);
    await age(access, "created_at", "11 hours 59 minutes");
    expect((await post(app, change, { access, input })).status).toBeLessThan(300);
    await age(access, "created_at", "12 hours");
    expect((await post(app, change, { access, input })).code).toBe("UNAUTHENTICATED");
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept });
    expect(renewed.code).toBe("INVALID_REFRESH_TOKEN");
  });

  it("takes no call and no renewal for a use that a page makes by itself, as nobody has touched it", async () => {
    const { access, kept } = await signUp(app);
    await age(access, "last_seen_at", "15 minutes");
    const headers = idleFor(900);
    expect((await post(app, change, { access, input, headers })).status).toBeLessThan(300);
    const renewed = await post(app, refresh, { input: { refresh: "cookie" }, cookie: kept, headers });
    expect(renewed.status).toBe(200);
    expect(await unusedSeconds(access)).toBeGreaterThan(890);
    // The next touch is a use, as of when it was: of who has been idle since, to the second.
    await post(app, change, { access, input, headers: idleFor(300) });
    await expect.poll(() => unusedSeconds(access), { timeout: 20_000 }).toBeLessThan(890);
    expect(await unusedSeconds(access)).toBeGreaterThanOrEqual(300);
  });

  it("leaves sessions of API clients as they are", async () => {
    const { data } = await post(app, to("/auth/register", "account.register"), {
      headers: { host },
      input: somebody(),
    });
    const access = String(data.tokens.access);
    await age(access, "last_seen_at", "6 days");
    expect((await post(app, change, { headers: { host }, access, input })).status).toBeLessThan(300);
    await age(access, "created_at", "29 days");
    expect((await post(app, change, { headers: { host }, access, input })).status).toBeLessThan(300);
  });
});

it("a session that a browser has from before has these limits from its next renewal on", async () => {
  const { access, kept } = await signUp(lanes.fast);
  const id = await sessionOf(access);
  await database.reader.execute(
    sql`update session set idle_seconds = null, longest_seconds = null where id = ${id}`,
  );
  await post(lanes.fast, "account.refresh", { input: { refresh: "cookie" }, cookie: kept });
  const [row] = await database.reader.execute(
    sql`select idle_seconds, longest_seconds from session where id = ${id}`,
  );
  expect(row).toEqual({ idle_seconds: 1_200, longest_seconds: 43_200 });
});
