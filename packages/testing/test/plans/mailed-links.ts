import type { Services } from "@caretype/api";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Caller } from "./fixture.ts";

const newPassword = "nine lives of a lamp";

type Making = {
  database: DatabaseHandle;
  /** The recipient of the emails: signed in, but not verified. */
  somebody: Caller;
  anonymous: Caller;
  /** An anonymous caller of a server that requires verified addresses. */
  careful: Caller;
  linkTokens: Services["linkTokens"];
  /** The password of `somebody`, and from now on of the owner, too. */
  password: string;
  ownerId: string;
};

/** Creates an emailed link of each purpose, among many others. */
export async function makeMailedLinks(making: Making) {
  const { database, somebody, anonymous, careful, linkTokens, password, ownerId } = making;
  const { email } = await somebody.account.me();
  // Accounts of the filled database have no password.
  await database.reader.execute(sql`
    update account set password_hash = (select password_hash from account where email = ${email})
    where id = ${ownerId}`);
  const [newEmail, pendingEmail] = ["somebody.else@example.org", "pending@example.org"];
  await database.reader.execute(sql`
    insert into one_time_token (id, purpose, hash, account_id, email, expires_at)
    select uuidv7(), purpose, sha256(uuidv7()::text::bytea), account.id, account.email, now() + interval '1 day'
    from account, unnest('{register,verify_email,change_email,reset_password,unlock}'::text[]) as purpose
    where account.email <> ${email}`);
  await anonymous.account.requestPasswordReset({ email });
  await somebody.account.requestEmailChange({ newEmail, currentPassword: password });
  await careful.account.register({ email: pendingEmail, password: newPassword });
  const unlock = linkTokens.tokenOf(uuidv7());
  await database.reader.execute(sql`
    insert into one_time_token (id, purpose, hash, account_id, expires_at)
    select uuidv7(), 'unlock', ${linkTokens.hashOf(unlock)}, id, now() + interval '1 hour'
    from account where email = ${email}`);
  await database.reader.execute(sql`analyze one_time_token, mail`);
  const tokenOf = async (address: string, purpose: string) => {
    const [link] = await database.reader.execute<{ id: string }>(sql`
      select id from one_time_token where email = ${address} and purpose = ${purpose} order by id desc limit 1`);
    return linkTokens.tokenOf(link?.id ?? "");
  };
  return {
    register: await tokenOf(pendingEmail, "register"),
    verify: await tokenOf(email, "verify_email"),
    reset: await tokenOf(email, "reset_password"),
    change: await tokenOf(newEmail, "change_email"),
    unlock,
  };
}
