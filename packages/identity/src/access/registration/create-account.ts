import { type AuditEntry, commandEntry } from "@caretype/core/kernel/audit-log/entry";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";
import type { Database } from "@caretype/db";
import { type AccountValues, claimNames, insertAccount } from "../../account/queries.ts";
import { practiceNameFor } from "../../account/rules.ts";
import type { Account } from "../../account/schema.ts";
import { hashNewPassword } from "../../credential/password/new-password.ts";
import { insertPractice } from "../../practice/queries.ts";
import { CreatePractice } from "../../practice/schema.ts";
import { NewAccount, type NewOwner } from "./schema.ts";

/**
 * `practiceName` and `timeZone` are those of the account's own practice, if its owner chose them. Otherwise, its name is in
 * `language`.
 */
export type OwnerValues = AccountValues &
  Pick<NewOwner, "practiceName" | "timeZone"> & { language: MailLanguage };

/**
 * Inserts an account and its own practice. Rejects with `EMAIL_TAKEN`, `USERNAME_TAKEN`, or `INVALID_INPUT` for an
 * unknown time zone.
 */
export async function createAccount(
  tx: Database,
  { practiceName, timeZone, language, ...values }: OwnerValues,
): Promise<Account> {
  await claimNames(tx, values);
  const account = await insertAccount(tx, values);
  const name = practiceName ?? practiceNameFor(account, language);
  await insertPractice(tx, { name, timeZone, ownerId: account.id });
  return account;
}

type CommandServices = Pick<Services, "database" | "passwords" | "audit">;

/**
 * Creates an administrator's account, for the command line. It is in no practice, as it must not read patients.
 * Rejects with a DomainError: `INVALID_INPUT`, `EMAIL_TAKEN`, `USERNAME_TAKEN` or `SERVICE_UNAVAILABLE`.
 */
export const createStaffAccount = (services: CommandServices, input: NewAccount): Promise<Account> =>
  createByCommand(services, input, async (tx, values) => {
    const account = await insertAccount(tx, { ...values, isStaff: true });
    return { account, entry: commandEntry("admin.create", { subjects: new Set([account.id]) }) };
  });

/**
 * Creates an account and its own practice, for the command line: the first one if registration is closed.
 * Rejects like `createStaffAccount`.
 */
export const createOwnerAccount = (
  services: CommandServices,
  { practiceName, timeZone: zone, ...input }: NewOwner,
): Promise<Account> =>
  createByCommand(services, input, async (tx, values) => {
    const account = await insertAccount(tx, values);
    const chosen = CreatePractice.parse({ name: practiceName ?? practiceNameFor(account), timeZone: zone });
    const { id: practiceId } = await insertPractice(tx, { ...chosen, ownerId: account.id });
    return {
      account,
      entry: commandEntry("practice.create", { practiceId, subjects: new Set([account.id]) }),
    };
  });

type Insert = (tx: Database, values: AccountValues) => Promise<{ account: Account; entry: AuditEntry }>;

/** The email address counts as verified, because the operator provides it. */
async function createByCommand(
  { database, passwords, audit }: CommandServices,
  input: NewAccount,
  insert: Insert,
): Promise<Account> {
  try {
    const { password, ...values } = NewAccount.parse(input);
    const passwordHash = await hashNewPassword(passwords, { password, names: values });
    return await database.transaction(async (tx) => {
      const { account, entry } = await insert(tx, { ...values, passwordHash, emailVerified: true });
      await audit.append(tx, () => entry);
      return account;
    });
  } catch (error) {
    throw toDomainError(error);
  }
}
