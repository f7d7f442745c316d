import { failureOf } from "@caretype/test-api/failure";
import { newestMail } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

/** Without a mail server, the default of a new installation. */
const api = await createTestApi({ mail: { smtpUrl: null, from: "Caretype <no-reply@example.org>" } });
const { reader } = api.database;

const newAddress = () => `${uuidv7()}@example.org`;
const password = "correct horse battery";

async function inviteByHand(email = newAddress()) {
  const owner = await api.signUp();
  const { isMailed, link } = await owner.caller.invitation.create({ email, role: "reception" });
  expect(isMailed).toBe(false);
  const [, token = ""] = /^https:\/\/app\.example\.org\/accept-invitation#token=(.+)$/.exec(link ?? "") ?? [];
  return { owner, email, token, link };
}

describe("an invitation without a mail server", () => {
  it("returns its link once, and stores it in no table, including the audit", async () => {
    const { owner, email, token, link } = await inviteByHand();
    expect(token).toBe((await newestMail(api, email, "invitation")).token);
    expect(JSON.stringify(await owner.caller.invitation.list())).not.toContain(token);
    for (const table of ["mail", "invitation", "one_time_token", "audit_entry", "idempotency_key"]) {
      const rows = await reader.execute(sql`select t::text as row from ${sql.identifier(table)} t`);
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(JSON.stringify(rows)).not.toContain(link);
    }
  });

  it("returns a new link when sent again, which invalidates the previous one", async () => {
    const { owner, email, token } = await inviteByHand();
    const { link } = await owner.caller.invitation.create({ email, role: "viewer" });
    const newToken = link?.split("=")[1] ?? "";
    expect(newToken).not.toBe(token);
    expect((await failureOf(api.anonymous.invitation.preview({ token }))).code).toBe("INVALID_LINK");
    expect(await api.anonymous.invitation.preview({ token: newToken })).toMatchObject({ role: "viewer" });
  });

  it("creates an account with an unverified address", async () => {
    const { owner, email, token } = await inviteByHand();
    const registered = await api.anonymous.account.register({ email, password, invitationToken: token });
    expect(registered.emailVerified).toBe(false);
    const { items } = await owner.caller.member.list();
    expect(items.map(({ accountId }) => accountId)).toContain(registered.id);
  });

  it("does not verify the accepting account's address, and works for no other address", async () => {
    const guest = await api.signUp();
    const { token } = await inviteByHand(guest.email);
    const stranger = await api.signUp();
    expect((await failureOf(stranger.caller.invitation.accept({ token }))).code).toBe("INVALID_LINK");
    await guest.caller.invitation.accept({ token });
    expect(await guest.caller.account.me()).toMatchObject({ emailVerified: false });
  });
});
