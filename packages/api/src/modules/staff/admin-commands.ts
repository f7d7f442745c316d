import { randomBytes } from "node:crypto";
import { commandEntry, idleBasis } from "@caretype/core/kernel/audit-log/entry";
import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { linkTo } from "@caretype/core/mechanisms/mail/render-mail";
import type { Database } from "@caretype/db";
import {
  announceFactorChange,
  removeSecondFactors,
} from "@caretype/identity/credential/second-factor/change-factors";
import { withdrawInvitationsOf } from "@caretype/identity/practice/invitation/queries";
import { endAllSessions } from "@caretype/identity/session/queries";
import { linkSeconds, mailLink } from "@caretype/identity/token/mailed-links";
import { insertLink, revokeAllTokens } from "@caretype/identity/token/queries";
import { findIdByEmail, type LockedAccount, lockAccount, setPasswordHash } from "./queries.ts";
import type { DeactivationReason } from "./schema.ts";
import { deactivateAccount, reactivateAccount } from "./set-account-active.ts";

type CommandServices = Pick<
  Services,
  "database" | "audit" | "passwords" | "linkTokens" | "mailer" | "appUrl"
>;

export type SwitchedAccount = LockedAccount & {
  /** False if the account was in this state already. */
  hasChanged: boolean;
  revokedKeys: number;
};

export type SwitchRequest = { email: string; isActive: boolean; reason?: DeactivationReason | undefined };

/**
 * Deactivates or reactivates an account, for the command line. Notifies running servers.
 * Throws `ACCOUNT_NOT_FOUND`, `INVALID_INPUT` for the last staff account, and `SERVICE_UNAVAILABLE`.
 */
export function switchAccountAs(
  { database, audit }: Pick<CommandServices, "database" | "audit">,
  { email, isActive, reason }: SwitchRequest,
): Promise<SwitchedAccount> {
  return command(database, async (db) => {
    let hasChanged = true;
    const unchanged = () => {
      hasChanged = false;
    };
    const id = await findIdByEmail(db, email);
    const change = { db, id, audit: { unchanged } };
    const { revokedKeys, ...account } = isActive
      ? { ...(await reactivateAccount(change)), revokedKeys: [] }
      : await deactivateAccount(change, reason ?? "other");
    const subjects = new Set([id, ...revokedKeys.map((key) => key.id)]);
    const because = ["command line", ...(reason === undefined ? [] : [reason])].join(", ");
    const basis = hasChanged ? because : idleBasis(because, "unchanged");
    const action = isActive ? "admin.reactivate" : "admin.deactivate";
    await audit.append(db, () => commandEntry(action, { subjects, basis }));
    return { ...account, isActive, hasChanged, revokedKeys: revokedKeys.length };
  });
}

export type AccountReset = {
  id: AccountId;
  email: string;
  /** Null if the link was emailed. */
  link: string | null;
  hours: number;
  hadSecondFactor: boolean;
};

/** Delivery by hand takes longer than an email. */
const handoverLinkSeconds = 86_400;

/**
 * Resets a locked-out or compromised account. Invalidates its password, sessions and invitations, and returns or
 * emails a link to set a new password. Throws `ACCOUNT_NOT_FOUND`, `INVALID_INPUT` for a deactivated account, and
 * `SERVICE_UNAVAILABLE`.
 */
export async function resetAccountAs(
  services: CommandServices,
  request: { email: string; secondFactor: boolean; byMail: boolean },
): Promise<AccountReset> {
  // A random password, so that only the link gives access.
  const passwordHash = await services.passwords.hash(randomBytes(32).toString("base64url"));
  return command(services.database, async (db) => {
    const id = await findIdByEmail(db, request.email);
    const account = await lockAccount(db, id);
    await revokeAllTokens(db, id);
    if (!account.isActive) throw invalidInput({ id: ["This account is deactivated: reactivate it first"] });
    await setPasswordHash(db, id, passwordHash);
    const hadSecondFactor = request.secondFactor && (await removeFactors(db, services, id));
    await endAllSessions(db, id);
    await withdrawInvitationsOf(db, id);
    const link = await createLink(db, services, { account, byMail: request.byMail });
    const basis = request.secondFactor ? "command line, with the second factor" : "command line";
    await services.audit.append(db, () => commandEntry("admin.reset", { subjects: new Set([id]), basis }));
    const hours = (request.byMail ? linkSeconds.reset_password : handoverLinkSeconds) / 3_600;
    return { id, email: account.email, link, hours, hadSecondFactor };
  });
}

async function removeFactors(db: Database, services: Pick<CommandServices, "mailer">, accountId: AccountId) {
  if (!(await removeSecondFactors(db, accountId))) return false;
  await announceFactorChange(db, services, {
    accountId,
    change: "removed",
    method: "all of them, by an administrator",
  });
  return true;
}

type Linked = { account: LockedAccount; byMail: boolean };

async function createLink(db: Database, services: CommandServices, { account, byMail }: Linked) {
  const { id: accountId, email, name } = account;
  const purpose = "reset_password";
  if (byMail) {
    await mailLink(db, services, { purpose, template: "resetPassword", accountId, to: email, name });
    return null;
  }
  const { linkTokens } = services;
  const lifetimeSeconds = handoverLinkSeconds;
  const linkId = await insertLink(db, linkTokens, { purpose, accountId, email, lifetimeSeconds });
  return linkTo(services, { page: "reset-password", linkId });
}

/** Runs a transaction. Reports field errors on the email, because the caller sent no id. */
async function command<Result>(
  database: CommandServices["database"],
  run: (db: Database) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(run);
  } catch (error) {
    const failure = toDomainError(error);
    const { id: messages } = failure.details.errors ?? {};
    throw messages ? new DomainError(failure.code, { errors: { email: messages } }) : failure;
  }
}
