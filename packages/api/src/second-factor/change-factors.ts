import type { Database } from "@caretype/db";
import { findAccount } from "../account/queries.ts";
import type { AccountId } from "../field/ids.ts";
import type { MailTemplates } from "../mail/mail.ts";
import { withdrawTokens } from "../one-time-token/queries.ts";
import type { Services } from "../services.ts";
import { announce } from "../session/queries.ts";
import {
  findStatus,
  lockAccount,
  removePasskeys,
  removeRecoveryCodes,
  removeTotp,
  replaceRecoveryCodes,
} from "./queries.ts";
import { newRecoveryCode, plainRecoveryCode, recoveryCodesAtOnce } from "./recovery-codes.ts";

const noticeSeconds = 7 * 86_400;

type Change = Omit<MailTemplates["secondFactorChanged"], "name"> & { accountId: AccountId };

/**
 * Tells the other processes and the account's owner of a change of its factors: part of the transaction that makes it.
 * Afterwards `principals.forget({ account })`, for this process.
 */
export async function tellOfChange(
  tx: Database,
  { mailer }: Pick<Services, "mailer">,
  { accountId, ...change }: Change,
): Promise<void> {
  const { name, email } = await findAccount(tx, accountId);
  await announce(tx, { account: accountId });
  await mailer.send(tx, {
    to: email,
    template: "secondFactorChanged",
    data: { name, ...change },
    lifetimeSeconds: noticeSeconds,
  });
}

/** Ten new codes in place of those before; shown to nobody but whom this is returned to. Under the account's lock. */
export async function makeRecoveryCodes(
  tx: Database,
  { factorVault }: Pick<Services, "factorVault">,
  accountId: AccountId,
): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodesAtOnce }, newRecoveryCode);
  const hashes = codes.map((code) => factorVault.recoveryHash(accountId, plainRecoveryCode(code)));
  await replaceRecoveryCodes(tx, { accountId, hashes });
  return codes;
}

/** Recovery codes stand in for a factor: after the last one is gone, they open nothing. Under the account's lock. */
export async function dropIdleRecoveryCodes(tx: Database, accountId: AccountId): Promise<void> {
  const { totp, passkeys } = await findStatus(tx, accountId);
  if (!totp && passkeys === 0) await removeRecoveryCodes(tx, accountId);
}

/**
 * For who has lost the device and the codes: all factors of an account, and the log-ins that wait for one. Resolves to
 * whether there was any. Its caller forgets the account's principals after the commit, and mails.
 */
export async function removeSecondFactors(tx: Database, accountId: AccountId): Promise<boolean> {
  // First, as everywhere: nobody who has the account waits for who has a token.
  await withdrawTokens(tx, { purpose: "second_factor", accountId });
  await lockAccount(tx, accountId);
  const hadTotp = await removeTotp(tx, accountId);
  const passkeys = await removePasskeys(tx, accountId);
  await removeRecoveryCodes(tx, accountId);
  await announce(tx, { account: accountId });
  return hadTotp || passkeys > 0;
}
