import { schema } from "@caretype/db";
import { account, auditEntry, mail, passkey, recoveryCode, totpFactor } from "@caretype/db/schema";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { and, desc, eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { resetAccountAs, switchAccountAs } from "./admin-commands.ts";
import { findStaffAccount, listStaff } from "./queries.ts";

const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { reader } = api.database;
const entriesOf = (action: string, id: string) =>
  reader
    .select({ basis: auditEntry.basis, accountId: auditEntry.accountId, outcome: auditEntry.outcome })
    .from(auditEntry)
    .where(and(eq(auditEntry.action, action), sql`${auditEntry.subjectIds} = array[${id}::uuid]`))
    .orderBy(auditEntry.at);

const ok = { accountId: null, outcome: "ok" };
const switchTo = (isActive: boolean, email: string) => switchAccountAs(api.services, { email, isActive });
const reset = (email: string, { secondFactor = false, byMail = false } = {}) =>
  resetAccountAs(api.services, { email, secondFactor, byMail });
const tokenIn = (link: string | null) => /#token=(.+)$/.exec(link ?? "")?.[1] ?? "";

describe("deactivating and reactivating", () => {
  it("is audited, and applies to running servers", async () => {
    const { email, account: person, caller, password } = await api.signUp();
    await caller.account.me();
    expect(await switchTo(false, email.toUpperCase())).toMatchObject({
      id: person.id,
      email,
      hasChanged: true,
    });
    await vi.waitFor(async () => expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED"));
    expect(await switchTo(false, email)).toMatchObject({ hasChanged: false });
    expect(await entriesOf("admin.deactivate", person.id)).toEqual([
      { ...ok, basis: "command line" },
      { ...ok, basis: "command line, unchanged" },
    ]);
    expect(await switchTo(true, email)).toMatchObject({ hasChanged: true, isActive: true });
    expect(await switchTo(true, email)).toMatchObject({ hasChanged: false });
    await api.anonymous.account.login({ email, password });
    expect(await entriesOf("admin.reactivate", person.id)).toHaveLength(2);
  });

  it("rejects unknown addresses, services, and the last staff account", async () => {
    const other = await createTestApi();
    const refusalOf = async (email: string) => {
      const { code, details } = await failureOf(switchAccountAs(other.services, { email, isActive: false }));
      return [code, details.errors];
    };
    const nobody = ["ACCOUNT_NOT_FOUND", { email: ["No account has this email address"] }];
    expect(await refusalOf("nobody@example.org")).toEqual(nobody);
    const service = await other.signUp();
    await other.database.reader
      .update(account)
      .set({ kind: "service" })
      .where(eq(account.id, service.account.id));
    expect(await refusalOf(service.email)).toEqual(nobody);
    const last = await other.signUpStaff();
    expect(await refusalOf(last.email)).toEqual([
      "INVALID_INPUT",
      { email: [expect.stringContaining("last active staff account")] },
    ]);
  });

  it("changes it once in twenty concurrent calls", async () => {
    const { email, account: person } = await api.signUp();
    expect(await tally(Array.from({ length: 20 }, () => switchTo(false, email)))).toEqual({ ok: 20 });
    const entries = await entriesOf("admin.deactivate", person.id);
    expect(entries.filter(({ basis }) => basis === "command line")).toHaveLength(1);
    expect(entries).toHaveLength(20);
  });
});

describe("a reset", () => {
  it("gives a one-time link to a new password, and invalidates everything before", async () => {
    const { email, account: person, caller, password, refresh } = await api.signUp();
    await caller.account.me();
    const { link, hours, hadSecondFactor } = await reset(email);
    expect([hours, hadSecondFactor]).toEqual([24, false]);
    expect(link).toMatch(/^https:\/\/app\.example\.org\/reset-password#token=[\w-]{43}$/);
    await vi.waitFor(async () => expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED"));
    expect((await failureOf(api.anonymous.account.refresh({ refresh }))).code).toBe("INVALID_REFRESH_TOKEN");
    expect((await failureOf(api.anonymous.account.login({ email, password }))).code).toBe(
      "INVALID_CREDENTIALS",
    );
    const token = tokenIn(link);
    const next = "nine lives of a lamp";
    await api.anonymous.account.resetPassword({ token, password: next });
    await api.anonymous.account.login({ email, password: next });
    expect((await failureOf(api.anonymous.account.resetPassword({ token, password: next }))).code).toBe(
      "INVALID_LINK",
    );
    expect(await entriesOf("admin.reset", person.id)).toEqual([{ ...ok, basis: "command line" }]);
    const everything = JSON.stringify([
      await reader.select().from(schema.oneTimeToken),
      await reader.select().from(auditEntry),
      await reader.select().from(mail),
    ]);
    expect(everything).not.toContain(token);
  });

  it("keeps second factors by default, or removes all and notifies the owner", async () => {
    const person = await api.signUpStaff();
    const { email } = person;
    const { id } = person.account;
    await reader.insert(recoveryCode).values({ accountId: id, hash: Buffer.from("a") });
    await reader.insert(passkey).values({
      id: `key-${id}`,
      accountId: id,
      name: "Phone",
      publicKey: Buffer.from("a"),
      counter: 0,
      transports: [],
      isBackedUp: false,
    });
    const left = () =>
      Promise.all(
        [totpFactor, recoveryCode, passkey].map((table) => reader.$count(table, eq(table.accountId, id))),
      );
    expect(await reset(email)).toMatchObject({ hadSecondFactor: false });
    expect(await left()).toEqual([1, 1, 1]);
    expect(await reset(email, { secondFactor: true })).toMatchObject({ hadSecondFactor: true });
    expect(await left()).toEqual([0, 0, 0]);
    expect(await findStaffAccount(reader, id)).toMatchObject({ hasSecondFactor: false });
    expect(await entriesOf("admin.reset", id)).toEqual([
      { ...ok, basis: "command line" },
      { ...ok, basis: "command line, with the second factor" },
    ]);
    const isNotified = and(eq(mail.recipient, email), eq(mail.template, "secondFactorChanged"));
    expect(await reader.$count(mail, isNotified)).toBe(1);
    expect(await reset(email, { secondFactor: true })).toMatchObject({ hadSecondFactor: false });
    expect(await reader.$count(mail, isNotified)).toBe(1);
  });

  it("emails the link on request instead of showing it, and invalidates the previous one", async () => {
    const { email } = await api.signUp();
    const { link } = await reset(email);
    expect(await reset(email, { byMail: true })).toMatchObject({ link: null, hours: 1 });
    const [sent] = await reader
      .select()
      .from(mail)
      .where(eq(mail.recipient, email))
      .orderBy(desc(mail.id))
      .limit(1);
    expect(sent?.template).toBe("resetPassword");
    const token = api.services.linkTokens.tokenOf(String(Reflect.get(Object(sent?.data), "linkId")));
    const password = "nine lives of a lamp";
    const setBy = (given: string) => api.anonymous.account.resetPassword({ token: given, password });
    expect((await failureOf(setBy(tokenIn(link)))).code).toBe("INVALID_LINK");
    await setBy(token);
    await api.anonymous.account.login({ email, password });
  });

  it("rejects unknown addresses and deactivated accounts", async () => {
    expect((await failureOf(reset("nobody@example.org"))).code).toBe("ACCOUNT_NOT_FOUND");
    const { email, account: person } = await api.signUp();
    await switchTo(false, email);
    const { code, details } = await failureOf(reset(email));
    expect([code, details.errors]).toEqual([
      "INVALID_INPUT",
      { email: [expect.stringContaining("reactivate it")] },
    ]);
    expect(await entriesOf("admin.reset", person.id)).toEqual([]);
  });
});

it("lists only staff accounts", async () => {
  const staff = await api.signUpStaff();
  await api.signUp();
  const listed = await listStaff(reader);
  expect(listed.map(({ id }) => id)).toContain(staff.account.id);
  expect(listed.every(({ isStaff }) => isStaff)).toBe(true);
});
