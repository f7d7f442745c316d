import type { SecondFactorMethod } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type Database, prepared } from "@caretype/db";
import { account, passkey, recoveryCode, totpFactor } from "@caretype/db/schema";
import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { SecondFactorStatus } from "./schema.ts";

/** The factors of an account, whatever is required. */
type Factors = Omit<SecondFactorStatus, "requirement">;

const statusOfAccount = prepared(["accountId"], (db) =>
  db
    .select({
      confirmedAt: totpFactor.confirmedAt,
      passkeys: sql<number>`(select count(*)::int from ${passkey} as owned where owned.account_id = ${account.id})`,
      recoveryCodesLeft: sql<number>`(
        select count(*)::int from ${recoveryCode} as owned
        where owned.account_id = ${account.id} and owned.used_at is null)`,
    })
    .from(account)
    .leftJoin(totpFactor, eq(totpFactor.accountId, account.id))
    .where(eq(account.id, sql.placeholder("accountId"))),
);

export async function findStatus(db: Database, accountId: AccountId): Promise<Factors> {
  const [found] = await statusOfAccount(db).execute({ accountId });
  const { confirmedAt = null, passkeys = 0, recoveryCodesLeft = 0 } = found ?? {};
  return { totp: confirmedAt === null ? null : { confirmedAt }, passkeys, recoveryCodesLeft };
}

/** Methods for the second factor. Empty without a factor, as recovery codes alone do not count. */
export async function methodsOf(db: Database, accountId: AccountId): Promise<SecondFactorMethod[]> {
  const { totp, passkeys, recoveryCodesLeft } = await findStatus(db, accountId);
  const methods: SecondFactorMethod[] = [];
  if (totp) methods.push("totp");
  if (passkeys > 0) methods.push("passkey");
  if (methods.length > 0 && recoveryCodesLeft > 0) methods.push("recoveryCode");
  return methods;
}

/** Replaces an unconfirmed secret. Resolves to false if one is confirmed. */
export async function startTotp(
  tx: Database,
  { accountId, sealed }: { accountId: AccountId; sealed: Buffer },
): Promise<boolean> {
  const { count } = await tx
    .insert(totpFactor)
    .values({ accountId, secret: sealed })
    .onConflictDoUpdate({
      target: totpFactor.accountId,
      set: { secret: sealed, createdAt: sql`excluded.created_at`, lastStep: 0 },
      setWhere: isNull(totpFactor.confirmedAt),
    });
  return count > 0;
}

/** How long a secret can be confirmed. */
const waitingTime = sql.raw("interval '15 minutes'");

export type FoundTotp = { sealed: Buffer; isConfirmed: boolean; lastStep: number };

/** The confirmed app, or one that can still be confirmed. */
export async function findTotp(db: Database, accountId: AccountId): Promise<FoundTotp | null> {
  const [found] = await db
    .select({
      sealed: totpFactor.secret,
      lastStep: totpFactor.lastStep,
      isConfirmed: sql<boolean>`${totpFactor.confirmedAt} is not null`,
      isLate: sql<boolean>`${totpFactor.confirmedAt} is null and ${totpFactor.createdAt} < now() - ${waitingTime}`,
    })
    .from(totpFactor)
    .where(eq(totpFactor.accountId, accountId));
  if (!found || found.isLate) return null;
  const { isLate: _late, ...totp } = found;
  return totp;
}

type UsedStep = { accountId: AccountId; step: number };

/** Requires the account's lock. Marks the code as used. */
export async function confirmTotp(tx: Database, { accountId, step }: UsedStep): Promise<void> {
  await tx
    .update(totpFactor)
    .set({ confirmedAt: sql`now()`, lastStep: step })
    .where(eq(totpFactor.accountId, accountId));
}

/** Consumes the code of a step. False if it or a later one was used, or if the secret was replaced. */
export async function useStep(
  tx: Database,
  { accountId, step, sealed }: UsedStep & { sealed: Buffer },
): Promise<boolean> {
  const { count } = await tx
    .update(totpFactor)
    .set({ lastStep: step })
    .where(
      and(
        eq(totpFactor.accountId, accountId),
        isNotNull(totpFactor.confirmedAt),
        eq(totpFactor.secret, sealed),
        lt(totpFactor.lastStep, step),
      ),
    );
  return count > 0;
}

type HashedCode = { accountId: AccountId; hash: Buffer };

const unusedCode = ({ accountId, hash }: HashedCode) =>
  and(eq(recoveryCode.accountId, accountId), eq(recoveryCode.hash, hash), isNull(recoveryCode.usedAt));

export const isRecoveryCode = async (db: Database, code: HashedCode): Promise<boolean> =>
  (await db.$count(recoveryCode, unusedCode(code))) > 0;

/** True for one of concurrent calls. */
export async function useRecoveryCode(tx: Database, code: HashedCode): Promise<boolean> {
  const { count } = await tx.update(recoveryCode).set({ usedAt: sql`now()` }).where(unusedCode(code));
  return count > 0;
}

/** Invalidates the previous codes. Requires the account's lock. */
export async function replaceRecoveryCodes(
  tx: Database,
  { accountId, hashes }: { accountId: AccountId; hashes: Buffer[] },
): Promise<void> {
  await removeRecoveryCodes(tx, accountId);
  await tx.insert(recoveryCode).values(hashes.map((hash) => ({ accountId, hash })));
}

export async function removeRecoveryCodes(tx: Database, accountId: AccountId): Promise<void> {
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId));
}

/** Resolves to whether a confirmed one was removed. */
export async function removeTotp(tx: Database, accountId: AccountId): Promise<boolean> {
  const removed = await tx
    .delete(totpFactor)
    .where(eq(totpFactor.accountId, accountId))
    .returning({ confirmedAt: totpFactor.confirmedAt });
  return removed.some(({ confirmedAt }) => confirmedAt !== null);
}

export async function removePasskeys(tx: Database, accountId: AccountId): Promise<number> {
  const { count } = await tx.delete(passkey).where(eq(passkey.accountId, accountId));
  return count;
}
