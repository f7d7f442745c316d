import { schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf, tally } from "../../test/failure.ts";
import { mailsTo, newestMail } from "../../test/mails.ts";
import { statementsOf } from "../../test/statements.ts";
import { createTestApi } from "../../test/support.ts";
import { mostLinksAnHour } from "../one-time-token/mailed-links.ts";

const api = await createTestApi({
  registration: "verified",
  loginFailures: { account: 0, address: 0 },
});
const { anonymous, database, services } = api;
const { account: accounts, oneTimeToken } = schema;
const password = "correct horse battery";
const unique = () => uuidv7().slice(-12);
const address = () => `${unique()}@example.org`;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code;
const register = anonymous.account.register;
const confirm = (token: string, chosen = password) =>
  anonymous.account.confirmRegistration({ token, password: chosen });
const tokenFor = async (email: string) => (await newestMail(api, email, "confirmRegistration")).token;

async function join(values: { email?: string; username?: string } = {}) {
  const email = values.email ?? address();
  await register({ ...values, email, password });
  return { email, account: await confirm(await tokenFor(email)) };
}

const withKey = (key: string) =>
  api.callerWith({ idempotency: { keys: [key], replayed: new Set() } }).account.register;

const rowsOf = (email: string) =>
  database.reader.select().from(accounts).where(sql`lower(email) = lower(${email})`);

/** An answer without what differs from call to call. */
const shapeOf = ({ id, createdAt, updatedAt, email, ...rest }: Awaited<ReturnType<typeof register>>) => ({
  ...rest,
  email: typeof email,
  id: id.length,
  stamps: [createdAt.length, createdAt === updatedAt],
});

describe("a registration", () => {
  it("answers the account's fields and no tokens, and makes nothing yet", async () => {
    const [username, email] = [`jo.${unique()}`, address()];
    expect(await register({ username, email, password, name: "Jo Doe" })).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      username,
      name: "Jo Doe",
      email,
      isActive: true,
      isStaff: false,
      emailVerified: false,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      tokens: null,
    });
    expect(await rowsOf(email)).toEqual([]);
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("INVALID_CREDENTIALS");
  });

  it("is confirmed by the mail's link and its password, which signs in", async () => {
    const [username, email] = [`jo.${unique()}`, address()];
    const answered = await register({ username, email, password, name: "Jo Doe" });
    const { tokens, ...account } = await confirm(await tokenFor(email));
    expect(account).toMatchObject({ id: answered.id, username, name: "Jo Doe", email, emailVerified: true });
    const { caller } = { caller: api.callerWith({ accessToken: tokens.access }) };
    expect(await caller.account.me()).toEqual(account);
    expect(await caller.practice.mine()).toMatchObject({ role: "owner" });
    await anonymous.account.login({ email, password });
  });

  it("of somebody's address by a stranger is worth nothing to the stranger", async () => {
    const email = address();
    await register({ email, password: "the stranger's own" });
    const strangers = await tokenFor(email);
    await register({ email, password });
    expect(await rowsOf(email)).toEqual([]);
    // Whoever reads the mails has the account, whose registration ever it is that they confirm.
    await confirm(strangers);
    expect(await codeOf(confirm(await tokenFor(email)))).toBe("INVALID_LINK");
    await anonymous.account.login({ email, password });
    expect(await codeOf(anonymous.account.login({ email, password: "the stranger's own" }))).toBe(
      "INVALID_CREDENTIALS",
    );
  });

  it("gets another username when the one that was asked for is taken by then", async () => {
    const [username, email] = [unique(), address()];
    await register({ username, email, password });
    await join({ username });
    expect((await confirm(await tokenFor(email))).username).toMatch(new RegExp(`^${username}-[\\da-f]{4}$`));
  });

  it("may have its own address for a username, and else what is derived from it", async () => {
    const email = address();
    expect((await join({ username: email, email })).account.username).toBe(email);
    await database.reader.update(accounts).set({ email: address() }).where(eq(accounts.email, email));
    const later = await join({ username: email, email });
    expect(later.account.username).toMatch(new RegExp(`^${email.split("@")[0]}-[\\da-f]{4}$`));
  });

  it("is good for a day, and once", async () => {
    const email = address();
    await register({ email, password });
    const token = await tokenFor(email);
    const [row] = await database.reader.execute(sql`
      select extract(epoch from expires_at - created_at)::int as seconds from one_time_token where email = ${email}`);
    expect(row).toEqual({ seconds: 86_400 });
    await confirm(token);
    expect(await codeOf(confirm(token))).toBe("INVALID_LINK");
  });

  it("cannot be confirmed once registration is closed", async () => {
    const email = address();
    await register({ email, password });
    const closed = api.callerWith({ services: { ...services, registration: "closed" } });
    const call = closed.account.confirmRegistration({ token: await tokenFor(email), password });
    expect(await codeOf(call)).toBe("REGISTRATION_CLOSED");
  });

  it("20 uses of one link at once: one account, one practice", async () => {
    const email = address();
    await register({ email, password });
    const token = await tokenFor(email);
    expect(await tally(times(20, () => confirm(token)))).toEqual({ ok: 1, INVALID_LINK: 19 });
    const [account] = await rowsOf(email);
    const [count] = await database.reader.execute(
      sql`select count(*)::int as practices from membership where account_id = ${account?.id}`,
    );
    expect(count).toEqual({ practices: 1 });
  });

  it("several of one address at once: the first to be confirmed has it", async () => {
    const email = address();
    await Promise.all(times(mostLinksAnHour, () => register({ email, password })));
    const mails = await mailsTo(api, email);
    const outcome = await tally(mails.map(({ token }) => confirm(token)));
    expect(outcome).toEqual({ ok: 1, INVALID_LINK: mostLinksAnHour - 1 });
  });
});

describe("an address that has an account looks like any other", () => {
  it("in the answer, and its owner gets another mail, by their own name", async () => {
    const { email, account } = await join();
    const [known, unknown] = [
      await register({ email: email.toUpperCase(), password, name: "Jo" }),
      await register({ email: address().toUpperCase(), password, name: "Jo" }),
    ];
    expect(shapeOf({ ...known, username: "" })).toEqual(shapeOf({ ...unknown, username: "" }));
    // Not with a suffix, though it is taken.
    expect(known.username).toBe(email.split("@")[0]?.toUpperCase());
    expect(known.id).not.toBe(account.id);
    const mail = await newestMail(api, email);
    expect([mail.template, mail.data]).toEqual(["registeredAlready", { name: account.name }]);
    expect(await rowsOf(email)).toHaveLength(1);
  });

  it("in what is done: the same statements, and as much is hashed", async () => {
    const { email, account } = await join();
    const hashed: string[] = [];
    const passwords: typeof services.passwords = {
      ...services.passwords,
      hash: (given) => {
        hashed.push(given);
        return services.passwords.hash(given);
      },
    };
    const counting = { ...api, services: { ...services, passwords } };
    const workFor = async (asked: string, username?: string) => {
      hashed.length = 0;
      const call = { email: asked, password, ...(username && { username }) };
      const statements = await statementsOf(counting, (caller) => caller.account.register(call));
      return { statements, hashed: [...hashed] };
    };
    const unknown = await workFor(address());
    expect(unknown.hashed).toEqual([password]);
    expect(unknown.statements.length).toBeGreaterThan(5);
    expect(await workFor(email)).toEqual(unknown);
    expect(await workFor(email, unique())).toEqual(await workFor(address(), unique()));
    // With a username that somebody has, and with the own address for one.
    expect(await workFor(email, account.username)).toEqual(await workFor(address(), account.username));
    const other = address();
    expect(await workFor(email, email)).toEqual(await workFor(other, other));
  });

  it("by usernames, of which none is refused: one that somebody has gets a suffix later", async () => {
    const [{ email }, { account }] = [await join(), await join()];
    for (const asked of [email, address()]) {
      const { username } = await register({ email: asked, password, username: account.username });
      expect(username).toBe(account.username);
      // Its own address, which an account may have for a username.
      expect((await register({ email: asked, password, username: asked })).username).toBe(asked);
    }
  });

  it("and a password that is too easy is refused where it is confirmed, too", async () => {
    const email = address();
    await register({ email, password });
    const error = await failureOf(confirm(await tokenFor(email), "password1"));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", ["password"]]);
    await confirm(await tokenFor(email));
  });

  it("also later, by a username that was asked for with it", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      const username = unique();
      await register({ email: asked, password, username });
      // Nothing is reserved, so anybody may have it.
      expect((await join({ username })).account.username).toBe(username);
    }
  });

  it("also later, by a log-in or a new password", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      await register({ email: asked, password: "the stranger's own" });
      const login = anonymous.account.login({ email: asked, password: "the stranger's own" });
      expect(await codeOf(login)).toBe("INVALID_CREDENTIALS");
      expect(await anonymous.account.requestPasswordReset({ email: asked })).toBeUndefined();
    }
  });

  it("in how many mails are sent: five an hour, 20 at once", async () => {
    const { email } = await join();
    await database.reader
      .update(oneTimeToken)
      .set({ createdAt: sql`created_at - interval '61 minutes'` })
      .where(eq(oneTimeToken.email, email));
    for (const asked of [email, address()]) {
      const before = (await mailsTo(api, asked)).length;
      expect(await tally(times(20, () => register({ email: asked, password })))).toEqual({ ok: 20 });
      expect((await mailsTo(api, asked)).length - before).toBe(mostLinksAnHour);
    }
  });

  it("in what is refused before", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      for (const easy of ["Password123", asked, "short"])
        expect(await codeOf(register({ email: asked, password: easy }))).toBe("INVALID_INPUT");
    }
  });

  it("in what is answered to a repetition with its key", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      const key = unique();
      const [first, second] = [
        await withKey(key)({ email: asked, password }),
        await withKey(key)({ email: asked, password }),
      ];
      expect(second).toEqual(first);
      const mails = (await mailsTo(api, asked)).length;
      // Another password or name is another registration.
      const others = [
        await withKey(key)({ email: asked, password: "quite another one" }),
        await withKey(key)({ email: asked, password, name: "Jo" }),
      ];
      expect(new Set([first.id, ...others.map(({ id }) => id)]).size).toBe(3);
      expect((await mailsTo(api, asked)).length - mails).toBe(2);
    }
  });

  it("in 20 at once with one key: one registration", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      const before = (await mailsTo(api, asked)).length;
      const key = unique();
      const answers = await Promise.all(times(20, () => withKey(key)({ email: asked, password })));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect((await mailsTo(api, asked)).length - before).toBe(1);
    }
  });
});

describe("who has an account that was made before", () => {
  const unverified = async () => {
    const open = api.callerWith({ services: { ...services, registration: "open" } });
    const email = address();
    await open.account.register({ email, password });
    return email;
  };

  it("logs in once the address is verified, for which another mail is sent", async () => {
    const email = await unverified();
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("EMAIL_NOT_VERIFIED");
    const [newest, before] = await mailsTo(api, email);
    expect([newest?.template, before?.template]).toEqual(["verifyEmail", "verifyEmail"]);
    expect(await codeOf(anonymous.account.verifyEmail({ token: before?.token ?? "" }))).toBe("INVALID_LINK");
    await anonymous.account.verifyEmail({ token: newest?.token ?? "" });
    await anonymous.account.login({ email, password });
  });

  it("is told so by the right password alone, and gets five mails an hour at most", async () => {
    const email = await unverified();
    expect(await codeOf(anonymous.account.login({ email, password: "wrong" }))).toBe("INVALID_CREDENTIALS");
    expect(await mailsTo(api, email)).toHaveLength(1);
    const outcome = await tally(times(20, () => anonymous.account.login({ email, password })));
    expect(outcome).toEqual({ EMAIL_NOT_VERIFIED: 20 });
    expect(await mailsTo(api, email)).toHaveLength(mostLinksAnHour);
  });

  it("has that in the audit", async () => {
    const email = await unverified();
    const requestId = uuidv7();
    await failureOf(api.callerWith({ requestId }).account.login({ email, password }));
    const entries = await database.reader.execute(
      sql`select outcome from audit_entry where request_id = ${requestId}`,
    );
    expect(entries).toEqual([{ outcome: "EMAIL_NOT_VERIFIED" }]);
  });
});
