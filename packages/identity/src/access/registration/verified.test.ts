import { account as accounts, oneTimeToken } from "@caretype/db/schema";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo, newestMail } from "@caretype/test-api/mails";
import { statementsOf } from "@caretype/test-api/statements";
import { createTestApi } from "@caretype/test-api/support";
import { earlier } from "@caretype/test-database";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { maxLinksPerHour } from "../../token/mailed-links.ts";

const api = await createTestApi({
  registration: "verified",
  loginFailures: { account: 0, address: 0 },
});
const { anonymous, database, services } = api;
const password = "correct horse battery";
const unique = () => uuidv7().slice(-12);
const address = () => `${unique()}@example.org`;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
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

/** An answer without values that differ between calls. */
const shapeOf = ({ id, createdAt, updatedAt, email, ...rest }: Awaited<ReturnType<typeof register>>) => ({
  ...rest,
  email: typeof email,
  id: id.length,
  stamps: [createdAt.length, createdAt === updatedAt],
});

describe("a registration", () => {
  it("returns the account's fields without tokens, and creates nothing yet", async () => {
    const [username, email] = [`jo.${unique()}`, address()];
    expect(await register({ username, email, password, name: "Jo Doe" })).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      username,
      name: "Jo Doe",
      email,
      isActive: true,
      isStaff: false,
      emailVerified: false,
      unitSystem: "metric",
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      tokens: null,
    });
    expect(await rowsOf(email)).toEqual([]);
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("INVALID_CREDENTIALS");
  });

  it("is confirmed by the emailed link and its password, and signs in", async () => {
    const [username, email] = [`jo.${unique()}`, address()];
    const timeZone = "Europe/Vienna";
    const answered = await register({ username, email, password, name: "Jo Doe", timeZone });
    const { tokens, ...account } = await confirm(await tokenFor(email));
    expect(account).toMatchObject({ id: answered.id, username, name: "Jo Doe", email, emailVerified: true });
    const { caller } = { caller: api.callerWith({ accessToken: tokens.access }) };
    expect(await caller.account.me()).toEqual(account);
    expect(await caller.practice.mine()).toMatchObject({ role: "owner", timeZone });
    await anonymous.account.login({ email, password });
  });

  it("with a foreign address is useless to the stranger", async () => {
    const email = address();
    await register({ email, password: "the stranger's own" });
    const strangers = await tokenFor(email);
    await register({ email, password });
    expect(await rowsOf(email)).toEqual([]);
    // The reader of the emails gets the account, whichever registration they confirm.
    await confirm(strangers);
    expect(await codeOf(confirm(await tokenFor(email)))).toBe("INVALID_LINK");
    await anonymous.account.login({ email, password });
    expect(await codeOf(anonymous.account.login({ email, password: "the stranger's own" }))).toBe(
      "INVALID_CREDENTIALS",
    );
  });

  it("gets another username if the requested one is taken by then", async () => {
    const [username, email] = [unique(), address()];
    await register({ username, email, password });
    await join({ username });
    expect((await confirm(await tokenFor(email))).username).toMatch(new RegExp(`^${username}-[\\da-f]{4}$`));
  });

  it("may use its own address as username, otherwise gets a derived one", async () => {
    const email = address();
    expect((await join({ username: email, email })).account.username).toBe(email);
    await database.reader.update(accounts).set({ email: address() }).where(eq(accounts.email, email));
    const later = await join({ username: email, email });
    expect(later.account.username).toMatch(new RegExp(`^${email.split("@")[0]}-[\\da-f]{4}$`));
  });

  it("is valid for a day, once", async () => {
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

  it("creates one account and practice for 20 concurrent uses of one link", async () => {
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

  it("gives the address to the first of several concurrent confirmations", async () => {
    const email = address();
    await Promise.all(times(maxLinksPerHour, () => register({ email, password })));
    const mails = await mailsTo(api, email);
    const outcome = await tally(mails.map(({ token }) => confirm(token)));
    expect(outcome).toEqual({ ok: 1, INVALID_LINK: maxLinksPerHour - 1 });
  });
});

describe("an address with an account cannot be recognized", () => {
  it("by the answer, and its owner gets another email, with their own name", async () => {
    const { email, account } = await join();
    const [known, unknown] = [
      await register({ email: email.toUpperCase(), password, name: "Jo" }),
      await register({ email: address().toUpperCase(), password, name: "Jo" }),
    ];
    expect(shapeOf({ ...known, username: "" })).toEqual(shapeOf({ ...unknown, username: "" }));
    // Without a suffix, although it is taken.
    expect(known.username).toBe(email.split("@")[0]?.toUpperCase());
    expect(known.id).not.toBe(account.id);
    const mail = await newestMail(api, email);
    expect([mail.template, mail.data]).toEqual(["registeredAlready", { name: account.name }]);
    expect(await rowsOf(email)).toHaveLength(1);
  });

  it("by the work: the same statements and hashing", async () => {
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
    // With a taken username, and with the own address as username.
    expect(await workFor(email, account.username)).toEqual(await workFor(address(), account.username));
    const other = address();
    expect(await workFor(email, email)).toEqual(await workFor(other, other));
  });

  it("by usernames: a taken one is accepted, and gets a suffix later", async () => {
    const [{ email }, { account }] = [await join(), await join()];
    for (const asked of [email, address()]) {
      const { username } = await register({ email: asked, password, username: account.username });
      expect(username).toBe(account.username);
      // Its own address, which an account may use as username.
      expect((await register({ email: asked, password, username: asked })).username).toBe(asked);
    }
  });

  it("and a weak password is also refused at confirmation", async () => {
    const email = address();
    await register({ email, password });
    const error = await failureOf(confirm(await tokenFor(email), "password1"));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", ["password"]]);
    await confirm(await tokenFor(email));
  });

  it("later, by the requested username", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      const username = unique();
      await register({ email: asked, password, username });
      // Nothing is reserved, so another account may take it.
      expect((await join({ username })).account.username).toBe(username);
    }
  });

  it("later, by a sign-in or a password reset", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      await register({ email: asked, password: "the stranger's own" });
      const login = anonymous.account.login({ email: asked, password: "the stranger's own" });
      expect(await codeOf(login)).toBe("INVALID_CREDENTIALS");
      expect(await anonymous.account.requestPasswordReset({ email: asked })).toBeUndefined();
    }
  });

  it("by the number of emails: five an hour, even for 20 concurrent calls", async () => {
    const { email } = await join();
    await database.reader
      .update(oneTimeToken)
      .set({ createdAt: earlier("created_at", "61 minutes") })
      .where(eq(oneTimeToken.email, email));
    for (const asked of [email, address()]) {
      const before = (await mailsTo(api, asked)).length;
      expect(await tally(times(20, () => register({ email: asked, password })))).toEqual({ ok: 20 });
      expect((await mailsTo(api, asked)).length - before).toBe(maxLinksPerHour);
    }
  });

  it("by earlier refusals", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      for (const easy of ["Password123", asked, "short"])
        expect(await codeOf(register({ email: asked, password: easy }))).toBe("INVALID_INPUT");
    }
  });

  it("by the answer to a repetition with its key", async () => {
    const { email } = await join();
    for (const asked of [email, address()]) {
      const key = unique();
      const [first, second] = [
        await withKey(key)({ email: asked, password }),
        await withKey(key)({ email: asked, password }),
      ];
      expect(second).toEqual(first);
      const mails = (await mailsTo(api, asked)).length;
      // Another password or name makes it another registration.
      const others = [
        await withKey(key)({ email: asked, password: "quite another one" }),
        await withKey(key)({ email: asked, password, name: "Jo" }),
      ];
      expect(new Set([first.id, ...others.map(({ id }) => id)]).size).toBe(3);
      expect((await mailsTo(api, asked)).length - mails).toBe(2);
    }
  });

  it("by 20 concurrent calls with one key: one registration", async () => {
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

describe("an account from before verification was required", () => {
  const unverified = async () => {
    const open = api.callerWith({ services: { ...services, registration: "open" } });
    const email = address();
    await open.account.register({ email, password });
    return email;
  };

  it("can sign in once the address is verified by another email", async () => {
    const email = await unverified();
    expect(await codeOf(anonymous.account.login({ email, password }))).toBe("EMAIL_NOT_VERIFIED");
    const [newest, before] = await mailsTo(api, email);
    expect([newest?.template, before?.template]).toEqual(["verifyEmail", "verifyEmail"]);
    expect(await codeOf(anonymous.account.verifyEmail({ token: before?.token ?? "" }))).toBe("INVALID_LINK");
    await anonymous.account.verifyEmail({ token: newest?.token ?? "" });
    await anonymous.account.login({ email, password });
  });

  it("gets that answer only for the right password, and at most five emails an hour", async () => {
    const email = await unverified();
    expect(await codeOf(anonymous.account.login({ email, password: "wrong" }))).toBe("INVALID_CREDENTIALS");
    expect(await mailsTo(api, email)).toHaveLength(1);
    const outcome = await tally(times(20, () => anonymous.account.login({ email, password })));
    expect(outcome).toEqual({ EMAIL_NOT_VERIFIED: 20 });
    expect(await mailsTo(api, email)).toHaveLength(maxLinksPerHour);
  });

  it("is audited", async () => {
    const email = await unverified();
    const requestId = uuidv7();
    await failureOf(api.callerWith({ requestId }).account.login({ email, password }));
    const entries = await database.reader.execute(
      sql`select outcome from audit_entry where request_id = ${requestId}`,
    );
    expect(entries).toEqual([{ outcome: "EMAIL_NOT_VERIFIED" }]);
  });
});
