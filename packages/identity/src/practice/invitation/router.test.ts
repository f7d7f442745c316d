import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { invite, makeColleague } from "@caretype/test-api/colleague";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { mailsTo } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { reader } = api.database;

const newAddress = () => `${uuidv7()}@example.org`;

/** Invites an existing account. */
async function createInvited() {
  const [owner, guest] = [await api.signUp(), await api.signUp()];
  const { id, token } = await invite(api, owner, { email: guest.email, role: "reception" });
  const practice = await owner.caller.practice.mine();
  return { owner, guest, id, token, practice };
}

describe("an invitation", () => {
  it("is emailed, with a link that is stored in no table", async () => {
    const { caller, account } = await api.signUp();
    const email = `Zoe.${newAddress()}`;
    const created = await caller.invitation.create({ email, role: "clinician" });
    expect(created).toEqual({
      id: expect.any(String),
      email,
      role: "clinician",
      doctorId: null,
      doctorName: null,
      invitedBy: account.id,
      invitedByName: account.name,
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      isMailed: true,
      link: null,
    });
    const days = (Date.parse(created.expiresAt) - Date.parse(created.createdAt)) / 86_400_000;
    expect(days).toBeCloseTo(7, 5);
    const mails = await mailsTo(api, email);
    const [mail] = mails;
    expect(mails).toHaveLength(1);
    expect(mail).toMatchObject({
      template: "invitation",
      data: { practiceName: "My practice", invitedByName: account.name, role: "clinician" },
    });
    const tables = await reader.execute<{ row: string }>(sql`
      select mail::text || invitation::text || one_time_token::text as row from mail, invitation, one_time_token
      where mail.recipient = ${email}`);
    for (const { row } of tables) expect(row).not.toContain(mail?.token);
  });

  it("is listed until it is accepted or revoked, newest first", async () => {
    const { caller } = await api.signUp();
    const one = await caller.invitation.create({ email: newAddress(), role: "viewer" });
    const two = await caller.invitation.create({ email: newAddress(), role: "owner" });
    const [listedTwo, listedOne] = [two, one].map(({ isMailed: _mailed, link: _link, ...listed }) => listed);
    expect((await caller.invitation.list()).items).toEqual([listedTwo, listedOne]);
    const page = await caller.invitation.list({ limit: 1 });
    expect(page.items).toEqual([listedTwo]);
    expect((await caller.invitation.list({ cursor: page.nextCursor })).items).toEqual([listedOne]);
    await caller.invitation.revoke({ id: two.id });
    expect((await caller.invitation.list()).items).toEqual([listedOne]);
  });

  it("shows practice, inviter and role to the holder of the link", async () => {
    const { owner, guest, id, token, practice } = await createInvited();
    const shown = await api.anonymous.invitation.preview({ token });
    expect(shown).toEqual({
      id,
      practiceName: practice.name,
      invitedByName: owner.account.name,
      role: "reception",
      email: guest.email,
      hasAccount: true,
      expiresAt: expect.stringMatching(/Z$/),
    });
    const stranger = await invite(api, owner, { email: newAddress(), role: "viewer" });
    expect(await api.anonymous.invitation.preview({ token: stranger.token })).toMatchObject({
      hasAccount: false,
    });
  });

  it("is accepted once, and verifies the member's address", async () => {
    const { owner, guest, token, practice } = await createInvited();
    expect(guest.account.emailVerified).toBe(false);
    const before = await guest.caller.practice.mine();
    const joined = await guest.caller.invitation.accept({ token });
    const permissions = [...rolePermissions.reception];
    expect(joined).toEqual({ ...practice, role: "reception", permissions });
    expect(await guest.caller.practice.mine()).toEqual(before);
    const there = api.callerWith({ accessToken: guest.access, practice: practice.id });
    expect(await there.practice.mine()).toEqual(joined);
    expect((await guest.caller.practice.list()).items).toMatchObject([
      { id: before.id, role: "owner" },
      { id: practice.id, name: practice.name, role: "reception" },
    ]);
    expect(await guest.caller.account.me()).toMatchObject({ emailVerified: true });
    expect((await owner.caller.invitation.list()).items).toEqual([]);
    expect(await codeOf(guest.caller.invitation.accept({ token }))).toBe("INVALID_LINK");
    const { items } = await owner.caller.audit.list({ action: "invitation.accept" });
    expect(items).toMatchObject([
      { what: "Joined the practice", who: `“${guest.account.name}”`, role: "reception" },
    ]);
    // Refusals are not in the guest's own practice either: its owners must not learn of other memberships.
    expect((await guest.caller.audit.list({ action: "invitation.accept" })).items).toEqual([]);
  });

  it("links its member to the doctor whom it names, if nobody else was linked since", async () => {
    const owner = await api.signUp();
    const { invitation, member } = owner.caller;
    const { id: doctorId } = await owner.caller.doctor.create({ name: "Claire Rochat" });
    const asked = { role: "clinician", doctorId } as const;
    const [guest, late] = [await api.signUp(), await api.signUp()];
    const { token } = await invite(api, owner, { ...asked, email: guest.email });
    const { token: lateToken } = await invite(api, owner, { ...asked, email: late.email });
    expect((await invitation.list()).items).toMatchObject([
      { doctorId, doctorName: "Claire Rochat" },
      { doctorId, doctorName: "Claire Rochat" },
    ]);
    // Concurrently: both become members, but only one is linked.
    await Promise.all([
      guest.caller.invitation.accept({ token }),
      late.caller.invitation.accept({ token: lateToken }),
    ]);
    const joined = (await member.list()).items.filter(({ accountId }) => accountId !== owner.account.id);
    expect(joined.map(({ doctorName }) => doctorName).toSorted()).toEqual(["Claire Rochat", null]);
    const again = { ...asked, email: newAddress() };
    expect(await codeOf(invitation.create(again))).toBe("DOCTOR_ALREADY_LINKED");
    const { id: gone } = await owner.caller.doctor.create({ name: "Bo Ray" });
    await owner.caller.doctor.remove({ id: gone, expectedVersion: 1 });
    expect(await codeOf(invitation.create({ ...again, doctorId: gone }))).toBe("DOCTOR_NOT_FOUND");
  });

  it("creates one membership in 20 concurrent accepts", async () => {
    const { owner, guest, token } = await createInvited();
    const calls = Array.from({ length: 20 }, () => guest.caller.invitation.accept({ token }));
    expect(await tally(calls)).toEqual({ ok: 1, INVALID_LINK: 19 });
    expect((await owner.caller.member.list()).items).toHaveLength(2);
  });

  it("is refused for a member of the practice", async () => {
    const { owner, guest, token } = await createInvited();
    await guest.caller.invitation.accept({ token });
    const again = () => owner.caller.invitation.create({ email: guest.email.toUpperCase(), role: "viewer" });
    expect(await codeOf(again())).toBe("ALREADY_MEMBER");
    expect((await owner.caller.invitation.list()).items).toEqual([]);
  });

  it("is rejected if the account has become a member meanwhile", async () => {
    const { guest, token, practice } = await createInvited();
    await reader.execute(sql`
      insert into membership (practice_id, account_id, role) values (${practice.id}, ${guest.account.id}, 'viewer')`);
    expect(await codeOf(guest.caller.invitation.accept({ token }))).toBe("ALREADY_MEMBER");
  });
});

describe("an invalid link", () => {
  const refused = async (guest: Awaited<ReturnType<typeof api.signUp>>, token: string) => {
    const accepting = await failureOf(guest.caller.invitation.accept({ token }));
    const looking = await failureOf(api.anonymous.invitation.preview({ token }));
    for (const { code, details } of [accepting, looking]) {
      expect({ code, details }).toEqual({ code: "INVALID_LINK", details: {} });
    }
  };

  it("is forged, for another purpose, or expired", async () => {
    const { guest, token } = await createInvited();
    for (const created of ["x", "\0", "x".repeat(200), `${token}=`, api.services.linkTokens.random()])
      await refused(guest, created);
    await reader.execute(sql`
      update one_time_token set purpose = 'verify_email' where lower(email) = ${guest.email.toLowerCase()}`);
    await refused(guest, token);
    const other = await createInvited();
    await reader.execute(sql`update invitation set expires_at = now() where id = ${other.id}`);
    await refused(other.guest, other.token);
  });

  it("is any older link, ignoring the case of the address", async () => {
    const { owner, guest, token } = await createInvited();
    const again = await owner.caller.invitation.create({ email: guest.email.toUpperCase(), role: "viewer" });
    expect((await owner.caller.invitation.list()).items).toMatchObject([{ id: again.id }]);
    await refused(guest, token);
    const [newest] = await mailsTo(api, guest.email);
    expect(await guest.caller.invitation.accept({ token: newest?.token ?? "" })).toMatchObject({
      role: "viewer",
    });
  });

  it("is a revoked one", async () => {
    const { owner, guest, id, token } = await createInvited();
    await owner.caller.invitation.revoke({ id });
    await refused(guest, token);
    expect(await codeOf(owner.caller.invitation.revoke({ id }))).toBe("INVITATION_NOT_FOUND");
  });

  it("is one for another address, and stays valid for the invited one", async () => {
    const { guest, token } = await createInvited();
    const other = await api.signUp();
    expect(await codeOf(other.caller.invitation.accept({ token }))).toBe("INVALID_LINK");
    expect((await other.caller.practice.list()).items).toHaveLength(1);
    await guest.caller.invitation.accept({ token });
  });

  it.each(["is demoted", "is removed", "is deactivated"])("is one whose sender %s", async (what) => {
    const { owner, guest, token, practice } = await createInvited();
    const second = await makeColleague(api, owner, "owner");
    const accountId = owner.account.id;
    if (what === "is demoted") await second.caller.member.updateRole({ accountId, role: "clinician" });
    else if (what === "is removed") await second.caller.member.remove({ accountId });
    else await reader.execute(sql`update account set is_active = false where id = ${accountId}`);
    await refused(guest, token);
    expect((await second.caller.invitation.list()).items).toEqual([]);
    const anew = await invite(api, second, { email: guest.email, role: "reception" });
    expect(await guest.caller.invitation.accept({ token: anew.token })).toMatchObject({ id: practice.id });
  });

  it("cannot be used by a deactivated account", async () => {
    const { guest, token } = await createInvited();
    await reader.execute(sql`update account set is_active = false where id = ${guest.account.id}`);
    api.services.principals.forget({ account: guest.account.id });
    expect(await codeOf(guest.caller.invitation.accept({ token }))).toBe("UNAUTHENTICATED");
  });
});

describe("emails", () => {
  it("are limited per address, and the last link stays valid", async () => {
    const [owner, guest] = [await api.signUp(), await api.signUp()];
    const calls = Array.from({ length: 20 }, () =>
      owner.caller.invitation.create({ email: guest.email, role: "viewer" }),
    );
    expect(await tally(calls)).toEqual({ ok: 5, RATE_LIMITED: 15 });
    const mails = await mailsTo(api, guest.email);
    const [newest, ...others] = mails.filter(({ template }) => template === "invitation");
    expect(others).toHaveLength(4);
    expect((await owner.caller.invitation.list()).items).toHaveLength(1);
    await guest.caller.invitation.accept({ token: newest?.token ?? "" });
  });

  it("are limited to a hundred a day per account, over all practices", async () => {
    const { caller, access } = await api.signUp();
    const { id } = await caller.practice.create({ name: "Another" });
    const other = api.callerWith({ accessToken: access, practice: id });
    const inviteNext = (at: typeof caller) => at.invitation.create({ email: newAddress(), role: "viewer" });
    for (let sent = 0; sent < 98; sent += 2) await Promise.all([inviteNext(caller), inviteNext(other)]);
    const calls = Array.from({ length: 20 }, (_, index) => inviteNext(index % 2 === 0 ? caller : other));
    expect(await tally(calls)).toEqual({ ok: 2, RATE_LIMITED: 18 });
    const { details } = await failureOf(inviteNext(caller));
    expect(details.retryAfterSeconds).toBeGreaterThan(86_000);
  });
});

describe("a registration by an invitation", () => {
  const password = "nine lives of a lamp";

  it.each(["open", "verified", "closed"] as const)(
    "signs in immediately if REGISTRATION is %s",
    async (registration) => {
      const server = await createTestApi();
      const owner = await server.signUp();
      const practice = await owner.caller.practice.mine();
      const email = newAddress();
      const { token } = await invite(server, owner, { email, role: "reception" });
      server.services.registration = registration;
      const account = await server.anonymous.account.register({
        email: email.toUpperCase(),
        password,
        invitationToken: token,
      });
      expect(account).toMatchObject({ emailVerified: true, tokens: { access: expect.any(String) } });
      const caller = server.callerWith({ accessToken: account.tokens?.access ?? "" });
      expect((await caller.practice.list()).items).toMatchObject([{ id: practice.id, role: "reception" }]);
      expect(await caller.practice.mine()).toMatchObject({ id: practice.id, role: "reception" });
      expect((await server.anonymous.account.login({ email, password })).user.id).toBe(account.id);
      const { items } = await owner.caller.audit.list({ action: "account.register" });
      expect(items).toMatchObject([{ what: "Registered an account", accountId: account.id }]);
      expect(await mailsTo(server, email)).toHaveLength(1);
      const again = { email: newAddress(), password, invitationToken: token };
      expect(await codeOf(server.anonymous.account.register(again))).toBe("INVALID_LINK");
    },
  );

  it("requires the invited address and a valid link", async () => {
    const owner = await api.signUp();
    const email = newAddress();
    const { token } = await invite(api, owner, { email, role: "viewer" });
    const { register } = api.anonymous.account;
    for (const wrong of [
      { email: newAddress(), password, invitationToken: token },
      // Without a link to the address, the error does not reveal whether it has an account.
      { email: owner.email, password, invitationToken: token },
      { email: owner.email, password, invitationToken: "x" },
      { email, password, invitationToken: api.services.linkTokens.random() },
      { email, password, invitationToken: "x" },
    ]) {
      expect(await codeOf(register(wrong))).toBe("INVALID_LINK");
    }
    const rows = await reader.execute(sql`select from account where lower(email) = ${email}`);
    expect(rows).toHaveLength(0);
    expect((await register({ email, password, invitationToken: token })).email).toBe(email);
  });

  it("is rejected if the address has an account", async () => {
    const { guest, token } = await createInvited();
    const again = { email: guest.email, password, invitationToken: token };
    expect(await codeOf(api.anonymous.account.register(again))).toBe("EMAIL_TAKEN");
    await guest.caller.invitation.accept({ token });
  });

  it("creates one account and one membership in 20 concurrent calls", async () => {
    const owner = await api.signUp();
    const email = newAddress();
    const { token } = await invite(api, owner, { email, role: "viewer" });
    const calls = Array.from({ length: 20 }, () =>
      api.anonymous.account.register({ email, password, invitationToken: token }),
    );
    const { ok, EMAIL_TAKEN = 0, INVALID_LINK = 0 } = await tally(calls);
    expect([ok, EMAIL_TAKEN + INVALID_LINK]).toEqual([1, 19]);
    expect((await owner.caller.member.list()).items).toHaveLength(2);
  });

  it("returns the same account when repeated with its idempotency key", async () => {
    const owner = await api.signUp();
    const email = newAddress();
    const { token } = await invite(api, owner, { email, role: "viewer" });
    const registerAgain = () => {
      const idempotency = { keys: ["again"], replayed: new Set<number>() };
      return api.callerWith({ idempotency }).account.register({ email, password, invitationToken: token });
    };
    const [first, second] = [await registerAgain(), await registerAgain()];
    expect(second).toEqual({ ...first, tokens: second.tokens });
    expect((await owner.caller.member.list()).items).toHaveLength(2);
  });
});
