import { randomUUID } from "node:crypto";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import { mailedToken } from "../mailed-token.ts";
import { restOf } from "../rest.ts";

type Backend = { url: string; database: Pick<DatabaseHandle, "reader"> };
type World = { accessToken: string; email: string; password: string };
type Input = Record<string, unknown>;

const newPassword = "nine lives of a lamp";
const newAddress = () => `${randomUUID()}@example.org`;
const none = () => ({});
const madeUp = () => ({ token: "made-up" });

/** Inputs for each procedure that a mailed link leads to, or that sends one: of a server that is this one. */
export const mailedLinkCases = ({
  url,
  database,
}: Backend): Record<string, ((world: World) => Input | Promise<Input>)[]> => {
  const verifying = async ({ email }: World) => ({
    token: await mailedToken(database, email, "verify_email"),
  });
  const resetting = async ({ email }: World) => {
    await restOf(url)("POST /auth/password/reset", { email });
    return { token: await mailedToken(database, email, "reset_password"), password: newPassword };
  };
  const changing = async ({ accessToken, password }: World, newEmail = newAddress()) => {
    const body = { new_email: newEmail, current_password: password };
    await restOf(url, accessToken)("POST /auth/email/change", body);
    return { token: await mailedToken(database, newEmail, "change_email") };
  };
  const unlocking = async ({ email }: World) => {
    await database.reader.execute(sql`
      insert into one_time_token (id, purpose, hash, account_id, email, expires_at)
      select uuidv7(), 'unlock', sha256(uuidv7()::text::bytea), id, email, now() + interval '1 hour'
      from account where email = ${email}`);
    return { token: await mailedToken(database, email, "unlock") };
  };
  return {
    // The server lets everybody in at once, so that the rest of it is tested where it does not.
    "account.confirmRegistration": [
      async ({ email, password }) => {
        const pending = newAddress();
        await database.reader.execute(sql`
          insert into one_time_token (id, purpose, hash, email, expires_at, payload)
          select uuidv7(), 'register', sha256(uuidv7()::text::bytea), ${pending}, now() + interval '1 day',
            json_build_object('id', uuidv7(), 'username', 'jo', 'askedUsername', null, 'name', 'Jo',
              'passwordHash', password_hash, 'at', now(), 'key', null, 'inputHash', '')
          from account where email = ${email}`);
        return { token: await mailedToken(database, pending, "register"), password };
      },
      () => ({ token: "made-up", password: newPassword }),
      none,
    ],
    "account.verifyEmail": [verifying, madeUp, none],
    "account.unlock": [unlocking, madeUp, none],
    "account.requestVerification": [none],
    "account.requestPasswordReset": [
      ({ email }) => ({ email }),
      () => ({ email: newAddress() }),
      () => ({ email: "nobody" }),
    ],
    "account.resetPassword": [
      resetting,
      async (world) => ({ ...(await resetting(world)), password: "password123" }),
      () => ({ token: "made-up", password: newPassword }),
      none,
    ],
    "account.changePassword": [
      ({ password }) => ({ currentPassword: password, newPassword }),
      () => ({ currentPassword: "wrong password", newPassword }),
      ({ password }) => ({ currentPassword: password, newPassword: "short" }),
      ({ password, email }) => ({ currentPassword: password, newPassword: email }),
    ],
    "account.requestEmailChange": [
      ({ password }) => ({ newEmail: newAddress(), currentPassword: password }),
      () => ({ newEmail: newAddress(), currentPassword: "wrong password" }),
      () => ({ newEmail: "nobody" }),
    ],
    "account.confirmEmailChange": [
      (world) => changing(world),
      async (world) => {
        const email = newAddress();
        await restOf(url)("POST /auth/register", { email, password: newPassword });
        return changing(world, email);
      },
      madeUp,
      none,
    ],
  };
};
