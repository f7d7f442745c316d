import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import type { Account } from "../../account/schema.ts";
import { previewInvitation } from "../../practice/invitation/accept-invitation.ts";
import { listPractices } from "../../practice/list-practices.ts";
import type { Passwords } from "./hashing.ts";
import type { OwnNames } from "./rules.ts";

type NewPassword = {
  password: string;
  /** Names of the account, which the password must not contain. */
  names: OwnNames;
  /** The input field for errors. Default `password`. */
  field?: string;
  /** The caller's network address. */
  address?: string;
};

/**
 * Checks and hashes a new password. Rejects with `INVALID_INPUT` and advice if it is easy to guess, for example from
 * the account's own names. Slow: never call it inside a transaction.
 */
export async function hashNewPassword(
  passwords: Passwords,
  { password, names, field = "password", address }: NewPassword,
): Promise<string> {
  const why = await passwords.findWeakness(password, names, address);
  // Several messages of the list, as one text.
  if (why !== null) throw new DomainError("INVALID_INPUT", { errors: { [field]: [why] } });
  return passwords.hash(password, address);
}

const maxPractices = 20;

/** Names of the account and its practices, which its new password must not contain. */
export async function ownNamesOf(
  db: Database,
  { id, username, name, email }: Pick<Account, "id" | "username" | "name" | "email">,
): Promise<OwnNames> {
  const { items } = await listPractices(db, { accountId: id }, { limit: maxPractices });
  return { username, name, email, practices: items.map((practice) => practice.name) };
}

/** The practice of an invitation link. Empty for an invalid link, which is reported later. */
export async function invitedTo(
  ctx: { db: Database; services: Pick<Services, "linkTokens"> },
  token: string,
): Promise<string[]> {
  try {
    return [(await previewInvitation(ctx, token)).practiceName];
  } catch (error) {
    if (toDomainError(error).code === "INVALID_LINK") return [];
    throw error;
  }
}
