import type { AccountId } from "@caretype/core/kernel/field/ids";
import { invitation } from "@caretype/db/schema";
import { withdrawInvitationsOf } from "@caretype/identity/practice/invitation/queries";
import { invite, makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { resetAccountAs } from "../src/modules/staff/admin-commands.ts";

const api = await createTestApi();
const { reader } = api.database;
const openOf = (accountId: AccountId) => reader.$count(invitation, eq(invitation.invitedBy, accountId));

/** Creates a practice with two owners. The second one has sent an invitation. */
async function createInviting() {
  const owner = await api.signUp();
  const second = await makeColleague(api, owner, "owner");
  const invited = await api.signUp();
  const { token } = await invite(api, second, { email: invited.email, role: "owner" });
  const accept = async () => (await failureOf(invited.caller.invitation.accept({ token }))).code;
  return { owner, second, accept };
}

type Inviting = Awaited<ReturnType<typeof createInviting>>;

describe("an invitation stays invalid", () => {
  it.each([
    ["is demoted", ({ owner, second }: Inviting) => demote(owner, second.id, "viewer")],
    ["is removed", ({ owner, second }: Inviting) => owner.caller.member.remove({ accountId: second.id })],
    ["leaves", ({ second }: Inviting) => second.caller.member.leave()],
  ])("if its sender %s, and becomes an owner again", async (_, end) => {
    const fixture = await createInviting();
    const { owner, second, accept } = fixture;
    await end(fixture);
    expect(await openOf(second.id)).toBe(0);
    await demote(owner, second.id, "owner").catch(async () => {
      const { token } = await invite(api, owner, { email: second.email, role: "owner" });
      await second.ownCaller.invitation.accept({ token });
    });
    expect(await accept()).toBe("INVALID_LINK");
  });

  it("if its sender was deactivated and reactivated", async () => {
    const { second, accept } = await createInviting();
    const staff = await api.signUpStaff();
    await staff.caller.staff.deactivate({ id: second.id, reason: "compromised" });
    await staff.caller.staff.reactivate({ id: second.id });
    expect(await accept()).toBe("INVALID_LINK");
  });

  it("if its sender's password was reset on the command line", async () => {
    const { second, accept } = await createInviting();
    await resetAccountAs(api.services, { email: second.email, secondFactor: false, byMail: false });
    expect(await accept()).toBe("INVALID_LINK");
  });
});

const demote = (owner: Inviting["owner"], accountId: AccountId, role: "viewer" | "owner") =>
  owner.caller.member.updateRole({ accountId, role });

it("keeps invitations of a sender who may still invite", async () => {
  const { owner, second } = await createInviting();
  await demote(owner, second.id, "owner");
  expect(await openOf(second.id)).toBe(1);
});

it("withdraws an account's invitations in all practices, and no others", async () => {
  const { owner, second } = await createInviting();
  await second.ownCaller.invitation.create({ email: "own@example.org", role: "viewer" });
  await owner.caller.invitation.create({ email: "others@example.org", role: "viewer" });
  expect([await openOf(second.id), await openOf(owner.account.id)]).toEqual([2, 1]);
  await api.database.transaction((tx) => withdrawInvitationsOf(tx, second.id));
  expect([await openOf(second.id), await openOf(owner.account.id)]).toEqual([0, 1]);
});

it.each([
  ["was deactivated", sql`update account set is_active = false, version = version + 1 where id = `],
  ["has had all sessions ended", sql`update session set ended_at = now() where account_id = `],
])("refuses a waiting invitation of an owner who %s", async (_, end) => {
  const { account, caller } = await api.signUp();
  const { id: practice } = await caller.practice.mine();
  let waiting: Promise<{ code: string }> | undefined;
  await api.database.transaction(async (tx) => {
    await tx.execute(sql`select from practice where id = ${practice} for no key update`);
    waiting = failureOf(caller.invitation.create({ email: "late@example.org", role: "owner" }));
    const locked = sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await reader.execute(locked)).toHaveLength(1));
    await tx.execute(sql`${end}${account.id}`);
  });
  expect((await waiting)?.code).toBe("UNAUTHENTICATED");
  expect(await openOf(account.id)).toBe(0);
});
