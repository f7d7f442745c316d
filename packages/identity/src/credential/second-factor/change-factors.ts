import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { DataOf } from "@caretype/core/mechanisms/mail/template";
import type { Database } from "@caretype/db";
import type { accountMails } from "../../account/mail-templates.ts";
import { findAccount, lockAccount } from "../../account/queries.ts";
import { announce } from "../../session/queries.ts";
import { revokeTokens } from "../../token/queries.ts";
import {
  findStatus,
  removePasskeys,
  removeRecoveryCodes,
  removeTotp,
  replaceRecoveryCodes,
} from "./queries.ts";
import { newRecoveryCode, plainRecoveryCode, recoveryCodesAtOnce } from "./recovery-codes.ts";

const noticeSeconds = 7 * 86_400;

type Change = Omit<DataOf<typeof accountMails.secondFactorChanged>, "name"> & { accountId: AccountId };

/**
 * Announces a change of an account's factors to all processes and, by email, to its owner. Runs in the change's
 * transaction.
 */
export async function announceFactorChange(
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

/** Replaces the recovery codes by ten new ones, and returns them. Requires the account's lock. */
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

/** Deletes recovery codes if no factor is left that they could replace. Requires the account's lock. */
export async function dropIdleRecoveryCodes(tx: Database, accountId: AccountId): Promise<void> {
  const { totp, passkeys } = await findStatus(tx, accountId);
  if (!totp && passkeys === 0) await removeRecoveryCodes(tx, accountId);
}

/**
 * Removes all factors and pending challenges of an account whose owner has lost device and codes. Resolves to whether
 * there were any. The caller sends an email.
 */
export async function removeSecondFactors(tx: Database, accountId: AccountId): Promise<boolean> {
  await lockAccount(tx, accountId);
  await revokeTokens(tx, { purpose: "second_factor", accountId });
  const hadTotp = await removeTotp(tx, accountId);
  const passkeys = await removePasskeys(tx, accountId);
  await removeRecoveryCodes(tx, accountId);
  await announce(tx, { account: accountId });
  return hadTotp || passkeys > 0;
}
