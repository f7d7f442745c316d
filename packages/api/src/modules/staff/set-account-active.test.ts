import type { AccountId } from "@caretype/core/kernel/field/ids";
import { account } from "@caretype/db/schema";
import { createPrincipals } from "@caretype/identity/session/principal/principals";
import { insertLink, takeToken } from "@caretype/identity/token/queries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { deactivateAccount } from "./set-account-active.ts";

// Long enough that only a notification or `forget` takes effect within a test.
const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { reader } = api.database;
const staff = await api.signUpStaff();
const reason = "left" as const;

const stateOf = async (id: AccountId) => {
  const [row] = await reader
    .select({ isActive: account.isActive, version: account.version })
    .from(account)
    .where(eq(account.id, id));
  return row;
};

/** Another process, which learns of changes only by notification. */
async function processElsewhere() {
  const { database, tokens } = api.services;
  const listening = Promise.withResolvers<void>();
  const principals = createPrincipals({
    database: { ...database, listen: (...to) => database.listen(...to).then(listening.resolve) },
    tokens,
    recheckMilliseconds: 3_600_000,
  });
  onTestFinished(() => principals.stop());
  await listening.promise;
  return { ...api.services, principals };
}

describe("a deactivated account", () => {
  it("loses access immediately, and needs a reactivation and a new sign-in", async () => {
    const { account: person, email, password, caller, refresh } = await api.signUp();
    const { id } = person;
    await caller.account.me();
    expect(await staff.caller.staff.deactivate({ id, reason })).toMatchObject({ id, isActive: false });
    const logIn = () => api.anonymous.account.login({ email, password });
    const isOut = async () => {
      expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED");
      expect((await failureOf(api.anonymous.account.refresh({ refresh }))).code).toBe(
        "INVALID_REFRESH_TOKEN",
      );
    };
    await isOut();
    expect((await failureOf(logIn())).code).toBe("INVALID_CREDENTIALS");
    expect(await staff.caller.staff.reactivate({ id })).toMatchObject({ id, isActive: true });
    await isOut();
    const { access } = await logIn();
    expect(await api.callerWith({ accessToken: access }).account.me()).toMatchObject({ id });
  });

  it("loses access in other processes by a notification", async () => {
    const { account: person, access } = await api.signUp();
    const caller = api.callerWith({ accessToken: access, services: await processElsewhere() });
    await caller.account.me();
    await staff.caller.staff.deactivate({ id: person.id, reason });
    await vi.waitFor(async () => expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED"));
  });

  it("loses emailed links, and sessions of concurrent sign-ins", async () => {
    const { account: person, access } = await api.signUp();
    const { linkTokens } = api.services;
    const purpose = "reset_password" as const;
    const linkId = await insertLink(reader, linkTokens, {
      purpose,
      accountId: person.id,
      lifetimeSeconds: 60,
    });
    await staff.caller.staff.deactivate({ id: person.id, reason });
    const token = linkTokens.tokenOf(linkId);
    expect((await failureOf(takeToken(reader, linkTokens, { token, purpose }))).code).toBe("INVALID_LINK");
    // Like a sign-in that compared the password before the deactivation.
    await reader.execute(sql`update session set ended_at = null where account_id = ${person.id}`);
    await staff.caller.staff.reactivate({ id: person.id });
    const late = api.callerWith({ accessToken: access });
    expect((await failureOf(late.account.me())).code).toBe("UNAUTHENTICATED");
  });
});

describe("the last staff account cannot be deactivated", () => {
  it("by itself", async () => {
    const error = await failureOf(staff.caller.staff.deactivate({ id: staff.account.id, reason }));
    expect(error.code).toBe("INVALID_INPUT");
    expect(error.details.errors).toEqual({ id: [expect.stringContaining("your own account")] });
    expect(await stateOf(staff.account.id)).toMatchObject({ isActive: true });
  });

  it("on the command line", async () => {
    const other = await createTestApi();
    const last = await other.signUpStaff();
    const retired = await other.signUpStaff();
    const bystander = await other.signUp();
    await other.database.reader.execute(
      sql`update account set is_active = false where id = ${retired.account.id}`,
    );
    const deactivate = ({ account: { id } }: { account: { id: AccountId } }) =>
      other.database.transaction((db) =>
        deactivateAccount({ db, id, audit: { unchanged: () => undefined } }, "left"),
      );
    const error = await failureOf(deactivate(last));
    expect([error.code, error.details.errors]).toEqual([
      "INVALID_INPUT",
      { id: [expect.stringContaining("last active staff account")] },
    ]);
    await deactivate(bystander);
    await last.caller.staff.reactivate({ id: retired.account.id });
    await deactivate(last);
    expect((await failureOf(deactivate(retired))).code).toBe("INVALID_INPUT");
  });

  it("when two deactivate each other: only one succeeds", async () => {
    for (let round = 0; round < 10; round++) {
      const [one, other] = [await api.signUpStaff(), await api.signUpStaff()];
      const calls = [
        one.caller.staff.deactivate({ id: other.account.id, reason }),
        other.caller.staff.deactivate({ id: one.account.id, reason }),
      ];
      expect(await tally(calls)).toEqual({ ok: 1, UNAUTHENTICATED: 1 });
      const states = [await stateOf(one.account.id), await stateOf(other.account.id)];
      expect(states.map((state) => state?.isActive).toSorted()).toEqual([false, true]);
    }
  });
});

describe("twenty concurrent calls", () => {
  it("deactivate an account once, and reactivate it once", async () => {
    const { account: person } = await api.signUp();
    const { id } = person;
    const twenty = (call: () => Promise<unknown>) => tally(Array.from({ length: 20 }, call));
    expect(await twenty(() => staff.caller.staff.deactivate({ id, reason }))).toEqual({ ok: 20 });
    expect(await stateOf(id)).toEqual({ isActive: false, version: 2 });
    expect(await twenty(() => staff.caller.staff.reactivate({ id }))).toEqual({ ok: 20 });
    expect(await stateOf(id)).toEqual({ isActive: true, version: 3 });
  });

  it("of both kinds leave the account in the last state, with its sessions ended", async () => {
    const { account: person, caller } = await api.signUp();
    const { id } = person;
    const calls = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? staff.caller.staff.deactivate({ id, reason }) : staff.caller.staff.reactivate({ id }),
    );
    expect(await tally(calls)).toEqual({ ok: 20 });
    expect((await failureOf(caller.account.me())).code).toBe("UNAUTHENTICATED");
    const [live] = await reader.execute(
      sql`select count(*)::int as live from session where account_id = ${id} and ended_at is null`,
    );
    expect(live).toEqual({ live: 0 });
  });

  it("deactivate twenty accounts", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => api.signUp()));
    const calls = people.map((person) => staff.caller.staff.deactivate({ id: person.account.id, reason }));
    expect(await tally(calls)).toEqual({ ok: 20 });
    for (const person of people) expect(await stateOf(person.account.id)).toMatchObject({ isActive: false });
  });
});
