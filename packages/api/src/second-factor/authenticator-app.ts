import type { Database } from "@caretype/db";
import { findAccount } from "../account/queries.ts";
import { DomainError } from "../error/domain-error.ts";
import { noteProof } from "../login/proof-queries.ts";
import type { Scope } from "../procedure/scope.ts";
import type { Services } from "../services.ts";
import { endOtherSessions } from "../session/queries.ts";
import { dropIdleRecoveryCodes, makeRecoveryCodes, tellOfChange } from "./change-factors.ts";
import { confirmTotp, findTotp, lockAccount, methodsOf, removeTotp, startTotp } from "./queries.ts";
import type { RecoveryCodes, TotpSetUp } from "./schema.ts";
import { loadOtplib, newTotpSecret, qrCodeOf, totpStepOf, totpUri } from "./totp.ts";

type Context = { db: Database; scope: Scope; services: Services };

const method = "authenticator app";

/** Guards nothing until a first code confirms it. Rejects with `SECOND_FACTOR_ALREADY_SET_UP`. */
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
 * Turns it on, and ends the account's other sessions: whoever is in one without the owner's knowledge would stay in, past
 * the factor that is to keep them out. Rejects with `SECOND_FACTOR_NOT_SET_UP` also when the secret has waited for too
 * long, with `SECOND_FACTOR_ALREADY_SET_UP` and `INVALID_SECOND_FACTOR`.
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
  await noteProof(db, { accountId, sessionId, by: { secondFactor: true } });
  await endOtherSessions(db, { accountId, sessionId });
  await tellOfChange(db, services, { accountId, change: "added", method });
  return { recoveryCodes };
}

/** One that waits for its first code goes without a mail. Rejects with `SECOND_FACTOR_NOT_SET_UP`. */
export async function removeApp({ db, scope, services }: Context): Promise<void> {
  const { accountId } = scope;
  await lockAccount(db, accountId);
  const found = await findTotp(db, accountId);
  if (!found) throw new DomainError("SECOND_FACTOR_NOT_SET_UP");
  await removeTotp(db, accountId);
  if (!found.isConfirmed) return;
  await dropIdleRecoveryCodes(db, accountId);
  await tellOfChange(db, services, { accountId, change: "removed", method });
}

/** Rejects with `SECOND_FACTOR_NOT_SET_UP`: recovery codes stand in for a factor. */
export async function renewRecoveryCodes({ db, scope, services }: Context): Promise<RecoveryCodes> {
  const { accountId } = scope;
  await lockAccount(db, accountId);
  if ((await methodsOf(db, accountId)).length === 0) throw new DomainError("SECOND_FACTOR_NOT_SET_UP");
  const recoveryCodes = await makeRecoveryCodes(db, services, accountId);
  await tellOfChange(db, services, { accountId, change: "recovery codes made anew", method });
  return { recoveryCodes };
}
