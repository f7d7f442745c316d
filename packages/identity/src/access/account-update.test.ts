import type { DomainError } from "@caretype/core/kernel/error/domain-error";
import { schema } from "@caretype/db";
import { account as accounts } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { callerByPath } from "@caretype/test-api/caller";
import { invite, makeColleague } from "@caretype/test-api/colleague";
import { failureOf, tally } from "@caretype/test-api/failure";
import { statementsOf } from "@caretype/test-api/statements";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { database } = api;
type SignedUp = Awaited<ReturnType<typeof api.signUp>>;

/** Returns the call's audit entry. */
async function rename({ access }: SignedUp, name: string) {
  const requestId = uuidv7();
  const answer = await api.callerWith({ accessToken: access, requestId }).account.update({ name });
  return { answer, entry: await entryOf(database.reader, requestId) };
}

const versionOf = async ({ account: { id } }: SignedUp) => {
  const rows = await database.reader
    .select({ version: accounts.version })
    .from(accounts)
    .where(eq(accounts.id, id));
  return rows[0]?.version ?? 0;
};

const namesBefore = ({ account: { id } }: SignedUp) =>
  database.reader
    .select()
    .from(schema.formerName)
    .where(eq(schema.formerName.accountId, id))
    .orderBy(schema.formerName.untilAt);

type Meanwhile<T> = { call: () => Promise<T>; onWaiting?: () => Promise<unknown> };

/** Runs the call while another change of the account is in progress, which commits once the call waits for it. */
async function whileChanged<T>(
  { account: { id } }: SignedUp,
  change: { name?: string; isActive?: boolean },
  { call, onWaiting }: Meanwhile<T>,
): Promise<T> {
  let waiting: Promise<T> | undefined;
  await database.transaction(async (tx) => {
    await tx.update(accounts).set(change).where(eq(accounts.id, id));
    waiting = call();
    const locked = sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await database.reader.execute(locked)).toHaveLength(1));
    await onWaiting?.();
  });
  if (!waiting) throw new Error("nothing waits");
  return waiting;
}

describe("an account's own name", () => {
  it("changes, and nothing else of the account", async () => {
    const signedUp = await api.signUp();
    const { tokens: _tokens, ...before } = signedUp.account;
    const version = await versionOf(signedUp);
    // A decomposed accent, as some systems send it.
    const { answer, entry } = await rename(signedUp, "  Rene\u0301e Lee ");
    expect(answer).toEqual({ ...before, name: "Ren\u00e9e Lee", updatedAt: answer.updatedAt });
    expect(Date.parse(answer.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt));
    expect(await signedUp.caller.account.me()).toEqual(answer);
    expect(await versionOf(signedUp)).toBe(version + 1);
    expect(entry).toMatchObject({
      action: "account.update",
      outcome: "ok",
      accountId: before.id,
      subjectIds: [before.id],
      basis: "owner account:self",
    });
  });

  it("that is unchanged is not written, as the audit records", async () => {
    const signedUp = await api.signUp();
    const { answer } = await rename(signedUp, "Ann Lee");
    const version = await versionOf(signedUp);
    const again = await rename(signedUp, " Ann Lee ");
    expect(again.answer).toEqual(answer);
    expect(again.entry).toMatchObject({
      outcome: "ok",
      subjectIds: [answer.id],
      basis: "owner account:self, unchanged",
    });
    expect(await versionOf(signedUp)).toBe(version);
    const sent = await statementsOf(
      { ...api, callerWith: (more) => api.callerWith({ accessToken: signedUp.access, ...more }) },
      (caller) => caller.account.update({ name: "Ann Lee" }),
    );
    expect(sent.filter((text) => text.startsWith("update"))).toEqual([]);
    expect(sent.filter((text) => text.includes("lock_copy"))).toHaveLength(1);
  });

  it.each([
    ["nothing", {}, "name"],
    ["null", { name: null }, "name"],
    ["an empty text", { name: "" }, "name"],
    ["blanks", { name: " \u00a0\u2003" }, "name"],
    ["invisible characters", { name: "\u200b\u3164 \u2800" }, "name"],
    ["201 characters", { name: "x".repeat(201) }, "name"],
    ["a line break", { name: "Ann\nLee" }, "name"],
    ["NUL", { name: "Ann\0Lee" }, "name"],
    ["a line separator", { name: "Ann\u2028Lee" }, "name"],
    ["a lone surrogate", { name: "Ann \ud800" }, "name"],
    ["a username", { name: "Ann Lee", username: "ann" }, "username"],
    ["an email address", { name: "Ann Lee", email: "ann@example.org" }, "email"],
    ["rights", { name: "Ann Lee", isStaff: true }, "isStaff"],
    ["somebody else's id", { name: "Ann Lee", id: uuidv7() }, "id"],
  ])("cannot be changed with %s", async (_, input, field) => {
    const { caller, account } = await api.signUp();
    const { code, details } = await failureOf(callerByPath(caller)("account.update", input));
    expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", [field]]);
    expect((await caller.account.me()).name).toBe(account.name);
  });

  it("may have 200 characters of any script, and stays text", async () => {
    const signedUp = await api.signUp();
    for (const name of [
      "\u5f35".repeat(200),
      "<img src=x onerror=alert(1)>",
      "O'Neil \u{1F469}\u200D\u2695\uFE0F",
    ])
      expect((await rename(signedUp, name)).answer.name).toBe(name);
  });

  it("is updated wherever a practice sees the account", async () => {
    const signedUp = await api.signUp();
    const { caller, account } = signedUp;
    const invitation = await invite(api, signedUp, { email: `${uuidv7()}@example.org`, role: "viewer" });
    const colleague = await makeColleague(api, signedUp, "owner");
    const patient = await caller.patient.create({ name: "Bea Ito", gender: "other" });
    const listNames = async () => [
      (await caller.account.me()).name,
      (await colleague.caller.member.list()).items.find(({ accountId }) => accountId === account.id)?.name,
      (await colleague.caller.member.names({ ids: [account.id] })).items[0]?.name,
      (await colleague.caller.invitation.list()).items.find(({ id }) => id === invitation.id)?.invitedByName,
      (await api.anonymous.invitation.preview({ token: invitation.token })).invitedByName,
      (await colleague.caller.patient.history({ id: patient.id })).items[0]?.changedByName,
      (await colleague.caller.audit.list({ action: "patient.create" })).items[0]?.accountName,
    ];
    expect(new Set(await listNames())).toEqual(new Set([account.name]));
    await rename(signedUp, "Ann Lee");
    expect(new Set(await listNames())).toEqual(new Set(["Ann Lee"]));
  });

  it("is found by staff, unlike the previous one", async () => {
    const [signedUp, staff] = [await api.signUp(), await api.signUpStaff()];
    const [before, after] = [uuidv7(), uuidv7()];
    await rename(signedUp, before);
    await rename(signedUp, after);
    const found = async (q: string) => (await staff.caller.staff.accounts({ q })).items.map(({ id }) => id);
    expect([await found(before), await found(after)]).toEqual([[], [signedUp.account.id]]);
  });
});

describe("changes of one account's name", () => {
  it("are serialized, and the last one stays", async () => {
    const signedUp = await api.signUp();
    const version = await versionOf(signedUp);
    const names = Array.from({ length: 10 }, (_, index) => `Ann ${index}`);
    expect(await tally(names.map((name) => signedUp.caller.account.update({ name })))).toEqual({ ok: 10 });
    expect(names).toContain((await signedUp.caller.account.me()).name);
    expect(await versionOf(signedUp)).toBe(version + 10);
    const former = (await namesBefore(signedUp)).map(({ name }) => name);
    const { name: last } = await signedUp.caller.account.me();
    expect([...former, last].toSorted()).toEqual([signedUp.account.name, ...names].toSorted());
  });

  it("keep their order of commits, even if the last one began first", async () => {
    const signedUp = await api.signUp();
    const byId = eq(accounts.id, signedUp.account.id);
    await database.transaction(async (tx) => {
      await tx.execute(sql`select now()`);
      await rename(signedUp, "Ann Lee");
      await rename(signedUp, "Ann Ray");
      await tx.update(accounts).set({ name: "Ann Moe" }).where(byId);
      // An unchanged name is no version.
      await tx.update(accounts).set({ name: "Ann Moe" }).where(byId);
    });
    const former = await namesBefore(signedUp);
    expect(former.map(({ name }) => name)).toEqual([signedUp.account.name, "Ann Lee", "Ann Ray"]);
  });

  it("are no-ops if another change set the same name meanwhile", async () => {
    const signedUp = await api.signUp();
    const { entry } = await whileChanged(
      signedUp,
      { name: "Ann Lee" },
      { call: () => rename(signedUp, "Ann Lee") },
    );
    expect(entry.basis).toBe("owner account:self, unchanged");
  });

  it("that wait are not yet effective: the audit shows the previous name for calls meanwhile", async () => {
    const signedUp = await api.signUp();
    const { account, caller } = signedUp;
    await whileChanged(
      signedUp,
      { isActive: true },
      { call: () => rename(signedUp, "Ann Lee"), onWaiting: () => caller.patient.list() },
    );
    await caller.patient.list();
    const { items } = await caller.audit.list();
    expect(items.map(({ action, accountNameThen }) => [action, accountNameThen])).toEqual([
      ["patient.list", null],
      ["patient.list", account.name],
      ["account.update", account.name],
    ]);
  });

  it("are refused after deactivation, even if they waited for it", async () => {
    const signedUp = await api.signUp();
    const renaming = () => failureOf(signedUp.caller.account.update({ name: "Ann Lee" }));
    const refused = (error: DomainError) => expect(error.code).toBe("UNAUTHENTICATED");
    refused(await whileChanged(signedUp, { isActive: false }, { call: renaming }));
    api.services.principals.forget({ account: signedUp.account.id });
    refused(await renaming());
    const rows = await database.reader
      .select({ name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, signedUp.account.id));
    expect(rows).toEqual([{ name: signedUp.account.name }]);
  });
});
