import { schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { invite, makeColleague } from "../../test/colleague.ts";
import { failureOf } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";
import type { AccountId } from "../field/ids.ts";
import { resetAccountAs } from "../staff/admin-commands.ts";
import { withdrawInvitationsOf } from "./queries.ts";

const api = await createTestApi();
const { reader } = api.database;
const { invitation } = schema;

const openOf = (accountId: AccountId) => reader.$count(invitation, eq(invitation.invitedBy, accountId));

/** A practice of two owners, of whom the second has invited somebody. */
async function makeInviting() {
  const owner = await api.signUp();
  const second = await makeColleague(api, owner, "owner");
  const invited = await api.signUp();
  const { token } = await invite(api, second, { email: invited.email, role: "owner" });
  const accept = async () => (await failureOf(invited.caller.invitation.accept({ token }))).code;
  return { owner, second, accept };
}

type Inviting = Awaited<ReturnType<typeof makeInviting>>;

describe("what somebody has invited to does not come alive again with them", () => {
  it.each([
    ["is demoted", ({ owner, second }: Inviting) => demote(owner, second.id, "viewer")],
    ["is removed", ({ owner, second }: Inviting) => owner.caller.member.remove({ accountId: second.id })],
    ["leaves", ({ second }: Inviting) => second.caller.member.leave()],
  ])("once the account %s, and is an owner again", async (_, end) => {
    const made = await makeInviting();
    const { owner, second, accept } = made;
    await end(made);
    expect(await openOf(second.id)).toBe(0);
    await demote(owner, second.id, "owner").catch(async () => {
      const { token } = await invite(api, owner, { email: second.email, role: "owner" });
      await second.ownCaller.invitation.accept({ token });
    });
    expect(await accept()).toBe("INVALID_LINK");
  });

  it("once the account was deactivated", async () => {
    const { second, accept } = await makeInviting();
    const staff = await api.signUpStaff();
    await staff.caller.staff.deactivate({ id: second.id, reason: "compromised" });
    await staff.caller.staff.reactivate({ id: second.id });
    expect(await accept()).toBe("INVALID_LINK");
  });

  it("once its password was reset on the command line", async () => {
    const { second, accept } = await makeInviting();
    await resetAccountAs(api.services, { email: second.email, secondFactor: false, byMail: false });
    expect(await accept()).toBe("INVALID_LINK");
  });
});

const demote = (owner: Inviting["owner"], accountId: AccountId, role: "viewer" | "owner") =>
  owner.caller.member.updateRole({ accountId, role });

it("who gets another role and may invite all the same keeps what they have invited to", async () => {
  const { owner, second } = await makeInviting();
  await demote(owner, second.id, "owner");
  expect(await openOf(second.id)).toBe(1);
});

it("an account's invitations are withdrawn in all practices, and nobody else's", async () => {
  const { owner, second } = await makeInviting();
  await second.ownCaller.invitation.create({ email: "own@example.org", role: "viewer" });
  await owner.caller.invitation.create({ email: "others@example.org", role: "viewer" });
  expect([await openOf(second.id), await openOf(owner.account.id)]).toEqual([2, 1]);
  await api.database.transaction((tx) => withdrawInvitationsOf(tx, second.id));
  expect([await openOf(second.id), await openOf(owner.account.id)]).toEqual([0, 1]);
});

it.each([
  ["was deactivated", sql`update account set is_active = false, version = version + 1 where id = `],
  ["has had all sessions ended", sql`update session set ended_at = now() where account_id = `],
])("an owner who %s while the call waits invites nobody", async (_, end) => {
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
