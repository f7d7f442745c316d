import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { findTotp, isRecoveryCode, methodsOf, useRecoveryCode, useStep } from "./queries.ts";
import { plainRecoveryCode } from "./recovery-codes.ts";
import { totpStepOf } from "./totp.ts";

/** A typed second factor. Has one of these. */
type TypedFactor = { code?: string | undefined; recoveryCode?: string | undefined };

/** A correct factor, not consumed yet: a sign-in refused for another reason must not cost a recovery code. */
export type CheckedFactor = {
  /** True if it could be guessed in many attempts, so the account's delay applies even to a right one. */
  isGuessable: boolean;
  /** Consumes it. Resolves to false if another call was first. */
  use(tx: Database): Promise<boolean>;
};

type Vault = Pick<Services, "factorVault">;
type Typed = TypedFactor & { accountId: AccountId };

/** Null if it is wrong, used, or another account's. */
export async function checkFactor(
  db: Database,
  services: Vault,
  { accountId, code, recoveryCode }: Typed,
): Promise<CheckedFactor | null> {
  if (code !== undefined) return checkTotp(db, services, { accountId, code });
  if (recoveryCode === undefined) return null;
  const plain = plainRecoveryCode(recoveryCode);
  const kept = { accountId, hash: services.factorVault.recoveryHash(accountId, plain) };
  const methods = await methodsOf(db, accountId);
  if (!methods.includes("recoveryCode") || !(await isRecoveryCode(db, kept))) return null;
  return { isGuessable: false, use: (tx) => useRecoveryCode(tx, kept) };
}

async function checkTotp(
  db: Database,
  { factorVault }: Vault,
  { accountId, code }: { accountId: AccountId; code: string },
): Promise<CheckedFactor | null> {
  const totp = await findTotp(db, accountId);
  if (!totp?.isConfirmed) return null;
  const { sealed, lastStep } = totp;
  const step = await totpStepOf(factorVault.open(accountId, sealed), code, factorVault.now());
  if (step === null || step <= lastStep) return null;
  return { isGuessable: true, use: (tx) => useStep(tx, { accountId, step, sealed }) };
}
