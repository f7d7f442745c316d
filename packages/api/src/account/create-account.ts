import type { Database } from "@caretype/db";
import { commandEntry } from "../audit/entry.ts";
import type { Services } from "../context.ts";
import { toDomainError } from "../error-map.ts";
import { invalidInput } from "../errors.ts";
import { insertPractice } from "../practice/queries.ts";
import type { OwnNames } from "./password-rules.ts";
import type { Passwords } from "./passwords.ts";
import { type AccountValues, insertAccount } from "./queries.ts";
import { practiceNameFor } from "./rules.ts";
import { type Account, NewAccount } from "./schema.ts";

type NewPassword = {
  password: string;
  /** Of the account that it is to guard. */
  names: OwnNames;
  /** Of the input. Default `password`. */
  field?: string;
  /** The caller's. */
  address?: string;
};

/**
 * Rejects with `INVALID_INPUT`, and with advice, when the password is easily guessed, also from the account's own names.
 * Takes long: never inside a transaction.
 */
export async function hashNewPassword(
  passwords: Passwords,
  { password, names, field = "password", address }: NewPassword,
): Promise<string> {
  const why = await passwords.whyTooEasy(password, names, address);
  if (why !== null) throw invalidInput({ [field]: [why] });
  return passwords.hash(password, address);
}

/** An account and the practice that it owns. Rejects with `EMAIL_TAKEN` or `USERNAME_TAKEN`. */
export async function createAccount(tx: Database, values: AccountValues): Promise<Account> {
  const account = await insertAccount(tx, values);
  await insertPractice(tx, { name: practiceNameFor(account.name), ownerId: account.id });
  return account;
}

type StaffServices = Pick<Services, "database" | "passwords" | "audit">;

/**
 * An account that administers, for the command line. It is in no practice, as it may read nobody's patients. Whoever has
 * the command line vouches for the e-mail address.
 * Rejects with a DomainError: `INVALID_INPUT`, `EMAIL_TAKEN`, `USERNAME_TAKEN` or `SERVICE_UNAVAILABLE`.
 */
export async function createStaffAccount(
  { database, passwords, audit }: StaffServices,
  input: NewAccount,
): Promise<Account> {
  try {
    const { password, ...values } = NewAccount.parse(input);
    const passwordHash = await hashNewPassword(passwords, { password, names: values });
    return await database.transaction(async (tx) => {
      const account = await insertAccount(tx, {
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
