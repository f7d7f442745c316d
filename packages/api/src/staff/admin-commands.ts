import { randomBytes } from "node:crypto";
import type { Database } from "@caretype/db";
import { commandEntry, idleBasis } from "../audit/log/entry.ts";
import { DomainError, invalidInput } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import type { AccountId } from "../field/ids.ts";
import { withdrawInvitationsOf } from "../invitation/queries.ts";
import { linkTo } from "../mail/render-mail.ts";
import { linkSeconds, mailLink } from "../one-time-token/mailed-links.ts";
import { insertLink, withdrawAllTokens } from "../one-time-token/queries.ts";
import { removeSecondFactors, tellOfChange } from "../second-factor/change-factors.ts";
import type { Services } from "../services.ts";
import { endAllSessions } from "../session/queries.ts";
import { findIdByEmail, type LockedAccount, lockAccount, setPasswordHash } from "./queries.ts";
import type { DeactivationReason } from "./schema.ts";
import { deactivateAccount, reactivateAccount } from "./set-account-active.ts";

type Commanding = Pick<Services, "database" | "audit" | "passwords" | "linkTokens" | "mailer" | "appUrl">;

export type SwitchedAccount = LockedAccount & {
  /** False where it was so already. */
  hasChanged: boolean;
  /** How many API keys ended with it. */
  revokedKeys: number;
};

export type SwitchRequest = { email: string; isActive: boolean; reason?: DeactivationReason | undefined };

/**
 * For the command line. Running servers hear of it. Rejects with a DomainError: `ACCOUNT_NOT_FOUND`, `INVALID_INPUT`
 * where nobody would be left to administer, or `SERVICE_UNAVAILABLE`.
 */
export function switchAccountAs(
  { database, audit }: Pick<Commanding, "database" | "audit">,
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
  /** Null where it was mailed. */
  link: string | null;
  /** How long the link is good. */
  hours: number;
  hadSecondFactor: boolean;
};

/** Handed on by somebody, and not by a mail, which comes at once. */
const handedLinkSeconds = 86_400;

/**
 * For who is locked out, or whose account somebody else has got into: nothing from before is good any more, neither the
 * password nor a session nor an invitation, and a link leads to a new password. Rejects with a DomainError: `ACCOUNT_NOT_FOUND`,
 * `INVALID_INPUT` where the account is deactivated, or `SERVICE_UNAVAILABLE`.
 */
export async function resetAccountAs(
  services: Commanding,
  request: { email: string; secondFactor: boolean; byMail: boolean },
): Promise<AccountReset> {
  // A password that nobody knows, so that who knew the one before has to have the link.
  const passwordHash = await services.passwords.hash(randomBytes(32).toString("base64url"));
  return command(services.database, async (db) => {
    const id = await findIdByEmail(db, request.email);
    await withdrawAllTokens(db, id);
    const account = await lockAccount(db, id);
    if (!account.isActive) throw invalidInput({ id: ["This account is deactivated: reactivate it first"] });
    await setPasswordHash(db, id, passwordHash);
    const hadSecondFactor = request.secondFactor && (await removeFactors(db, services, id));
    await endAllSessions(db, id);
    await withdrawInvitationsOf(db, id);
    const link = await makeLink(db, services, { account, byMail: request.byMail });
    const basis = request.secondFactor ? "command line, with the second factor" : "command line";
    await services.audit.append(db, () => commandEntry("admin.reset", { subjects: new Set([id]), basis }));
    const hours = (request.byMail ? linkSeconds.reset_password : handedLinkSeconds) / 3_600;
    return { id, email: account.email, link, hours, hadSecondFactor };
  });
}

async function removeFactors(db: Database, services: Pick<Commanding, "mailer">, accountId: AccountId) {
  if (!(await removeSecondFactors(db, accountId))) return false;
  await tellOfChange(db, services, {
    accountId,
    change: "removed",
    method: "all of them, by an administrator",
  });
  return true;
}

type Linked = { account: LockedAccount; byMail: boolean };

async function makeLink(db: Database, services: Commanding, { account, byMail }: Linked) {
  const { id: accountId, email, name } = account;
  const purpose = "reset_password";
  if (byMail) {
    await mailLink(db, services, { purpose, template: "resetPassword", accountId, to: email, name });
    return null;
  }
  const { linkTokens } = services;
  const lifetimeSeconds = handedLinkSeconds;
  const linkId = await insertLink(db, linkTokens, { purpose, accountId, email, lifetimeSeconds });
  return linkTo(services, { page: "reset-password", linkId });
}

/** In one transaction, whose errors name what the caller has given: the address. */
async function command<Result>(
  database: Commanding["database"],
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
