import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { findAccount, lockAccount } from "../../account/queries.ts";
import { recordProof } from "../../session/proof-queries.ts";
import { endOtherSessions } from "../../session/queries.ts";
import { announceFactorChange, dropIdleRecoveryCodes, makeRecoveryCodes } from "./change-factors.ts";
import { confirmTotp, findTotp, methodsOf, removeTotp, startTotp } from "./queries.ts";
import type { RecoveryCodes, TotpSetUp } from "./schema.ts";
import { loadOtplib, newTotpSecret, qrCodeOf, totpStepOf, totpUri } from "./totp.ts";

type Context = { db: Database; scope: Scope; services: Services };

const method = "authenticator app";

/** The app is not required until its first code is confirmed. Rejects with `SECOND_FACTOR_ALREADY_SET_UP`. */
export async function setUpApp({ db, scope, services }: Context): Promise<TotpSetUp> {
  const { accountId } = scope;
  const secret = await newTotpSecret();
  const { email } = await findAccount(db, accountId);
  const uri = await totpUri(secret, email);
  const qrCode = await qrCodeOf(uri);
  await lockAccount(db, accountId);
  const isStarted = await startTotp(db, { accountId, sealed: services.factorVault.seal(accountId, secret) });
  if (!isStarted) throw new DomainError("SECOND_FACTOR_ALREADY_SET_UP");
  return { secret, uri, qrCode };
}

/**
 * Enables the app, and ends the account's other sessions, because an intruder's session would bypass the new factor.
 * Rejects with `SECOND_FACTOR_NOT_SET_UP` (also if the set-up has expired), `SECOND_FACTOR_ALREADY_SET_UP` and
 * `INVALID_SECOND_FACTOR`.
 */
export async function confirmApp({ db, scope, services }: Context, code: string): Promise<RecoveryCodes> {
  const { accountId, sessionId } = scope;
  const { factorVault } = services;
  await loadOtplib();
  await lockAccount(db, accountId);
  const waiting = await findTotp(db, accountId);
  if (!waiting) throw new DomainError("SECOND_FACTOR_NOT_SET_UP");
  if (waiting.isConfirmed) throw new DomainError("SECOND_FACTOR_ALREADY_SET_UP");
  const secret = factorVault.open(accountId, waiting.sealed);
  const step = await totpStepOf(secret, code, factorVault.now());
  if (step === null) throw new DomainError("INVALID_SECOND_FACTOR");
  await confirmTotp(db, { accountId, step });
  const recoveryCodes = await makeRecoveryCodes(db, services, accountId);
  await recordProof(db, { accountId, sessionId, by: { secondFactor: true } });
  await endOtherSessions(db, { accountId, sessionId });
  await announceFactorChange(db, services, { accountId, change: "added", method });
  return { recoveryCodes };
}

/** Removing an unconfirmed app sends no email. Rejects with `SECOND_FACTOR_NOT_SET_UP`. */
export async function removeApp({ db, scope, services }: Context): Promise<void> {
  const { accountId } = scope;
  await lockAccount(db, accountId);
  const found = await findTotp(db, accountId);
  if (!found) throw new DomainError("SECOND_FACTOR_NOT_SET_UP");
  await removeTotp(db, accountId);
  if (!found.isConfirmed) return;
  await dropIdleRecoveryCodes(db, accountId);
  await announceFactorChange(db, services, { accountId, change: "removed", method });
}

/** Rejects with `SECOND_FACTOR_NOT_SET_UP`, because recovery codes only replace a factor. */
export async function renewRecoveryCodes({ db, scope, services }: Context): Promise<RecoveryCodes> {
  const { accountId } = scope;
  await lockAccount(db, accountId);
  if ((await methodsOf(db, accountId)).length === 0) throw new DomainError("SECOND_FACTOR_NOT_SET_UP");
  const recoveryCodes = await makeRecoveryCodes(db, services, accountId);
  await announceFactorChange(db, services, { accountId, change: "recovery codes made anew", method });
  return { recoveryCodes };
}
