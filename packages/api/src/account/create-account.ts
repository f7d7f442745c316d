import type { Database } from "@caretype/db";
import { commandEntry } from "../audit/entry.ts";
import type { Services } from "../context.ts";
import { toDomainError } from "../error-map.ts";
import { invalidInput } from "../errors.ts";
import { insertPractice } from "../practice/queries.ts";
import { isCommonPassword } from "./common-passwords.ts";
import type { Passwords } from "./passwords.ts";
import { type AccountValues, insertAccount } from "./queries.ts";
import { practiceNameFor } from "./rules.ts";
import { type Account, NewAccount } from "./schema.ts";

/** Rejects with `INVALID_INPUT` when everybody knows the password. Takes long: never inside a transaction. */
export async function hashNewPassword(passwords: Passwords, password: string): Promise<string> {
  if (await isCommonPassword(password)) {
    throw invalidInput({ password: ["Too common: it is among the first that are tried"] });
  }
  return passwords.hash(password);
}

/** An account and the practice that it owns. Rejects with `EMAIL_TAKEN` or `USERNAME_TAKEN`. */
export async function createAccount(tx: Database, values: AccountValues): Promise<Account> {
  const account = await insertAccount(tx, values);
  await insertPractice(tx, { name: practiceNameFor(account.name), ownerId: account.id });
  return account;
}

type StaffServices = Pick<Services, "database" | "passwords" | "audit">;

/**
 * An account that administers, for the command line. Whoever has that vouches for the e-mail address.
 * Rejects with a DomainError: `INVALID_INPUT`, `EMAIL_TAKEN`, `USERNAME_TAKEN` or `SERVICE_UNAVAILABLE`.
 */
export async function createStaffAccount(
  { database, passwords, audit }: StaffServices,
  input: NewAccount,
): Promise<Account> {
  try {
    const { password, ...values } = NewAccount.parse(input);
    const passwordHash = await hashNewPassword(passwords, password);
    return await database.transaction(async (tx) => {
      const account = await createAccount(tx, {
        ...values,
        passwordHash,
        isStaff: true,
        emailVerified: true,
      });
      await audit.append(tx, () => commandEntry("admin.create", { subjects: new Set([account.id]) }));
      return account;
    });
  } catch (error) {
    throw toDomainError(error);
  }
}
