import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { LinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { type Database, pick } from "@caretype/db";
import { oneTimeToken, type tokenPurposes } from "@caretype/db/schema";
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { lockAccount } from "../account/queries.ts";

export type TokenPurpose = (typeof tokenPurposes)[number];

export type NewToken = {
  purpose: TokenPurpose;
  accountId?: AccountId | null;
  email?: string | null;
  payload?: unknown;
  lifetimeSeconds: number;
};

/** Expired tokens deleted per new one, a day after expiry. */
const sweptAtOnce = 100;

async function sweepTokens(db: Database): Promise<void> {
  await db.execute(sql`
    delete from ${oneTimeToken} where id in (
      select id from ${oneTimeToken} where expires_at < now() - interval '1 day'
      limit ${sweptAtOnce} for update skip locked
    )`);
}

/** A token for an emailed link, which cannot be derived from the database. Resolves to its id. */
export async function insertLink(db: Database, linkTokens: LinkTokens, values: NewToken): Promise<string> {
  const id = newId();
  await insertToken(db, { id, hash: linkTokens.hashOf(linkTokens.tokenOf(id)), ...values });
  return id;
}

/** A token that is returned at once, such as a challenge. Resolves to the token. */
export async function insertChallenge(
  db: Database,
  linkTokens: LinkTokens,
  values: NewToken,
): Promise<string> {
  const token = linkTokens.random();
  await insertToken(db, { id: newId(), hash: linkTokens.hashOf(token), ...values });
  return token;
}

async function insertToken(
  db: Database,
  { lifetimeSeconds, ...values }: NewToken & { id: string; hash: Buffer },
): Promise<void> {
  await sweepTokens(db);
  const expiresAt = sql<string>`now() + make_interval(secs => ${lifetimeSeconds})`;
  await db.insert(oneTimeToken).values({ ...values, expiresAt });
}

export type TakenToken = {
  id: string;
  accountId: AccountId | null;
  email: string | null;
  payload: unknown;
};

/** Marks older tokens of a purpose as used, so that only the latest email's link works. Requires the account's lock. */
export async function revokeTokens(
  db: Database,
  { purpose, accountId }: { purpose?: TokenPurpose | readonly TokenPurpose[]; accountId: AccountId },
): Promise<void> {
  await db
    .update(oneTimeToken)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeToken.accountId, accountId),
        purpose && inArray(oneTimeToken.purpose, [purpose].flat()),
        isNull(oneTimeToken.usedAt),
      ),
    );
}

/** Invalidates all tokens of an account. Requires its lock. */
export const revokeAllTokens = (db: Database, accountId: AccountId): Promise<void> =>
  revokeTokens(db, { accountId });

/**
 * Consumes a token, once even for concurrent calls, and locks its account. Part of the caller's transaction, so that a
 * rollback keeps it valid. Rejects with `INVALID_LINK` if it is unknown, used, expired or of another purpose.
 */
export async function takeToken(
  db: Database,
  linkTokens: LinkTokens,
  { token, purpose }: { token: string; purpose: TokenPurpose },
): Promise<TakenToken> {
  const taken = await takeIfGood(db, linkTokens, { token, purpose });
  if (!taken) throw new DomainError("INVALID_LINK");
  return taken;
}

/** The same, but resolves to null, so that the caller may commit a refusal. */
export async function takeIfGood(
  db: Database,
  linkTokens: LinkTokens,
  given: { token: string; purpose: TokenPurpose },
): Promise<TakenToken | null> {
  // Both run for any text, so that the duration reveals nothing.
  const found = await findIfGood(db, linkTokens, given);
  if (found?.accountId) await lockAccount(db, found.accountId);
  const [taken] = await db
    .update(oneTimeToken)
    .set({ usedAt: sql`now()` })
    .where(isGood(linkTokens, given))
    .returning(takenColumns);
  return taken ?? null;
}

/**
 * Returns a token's contents without consuming it, for slow work outside the transaction, such as hashing a password.
 * Rejects with `INVALID_LINK` like `takeToken`.
 */
export async function peekToken(
  db: Database,
  linkTokens: LinkTokens,
  given: { token: string; purpose: TokenPurpose },
): Promise<TakenToken> {
  const found = await findIfGood(db, linkTokens, given);
  if (!found) throw new DomainError("INVALID_LINK");
  return found;
}

async function findIfGood(
  db: Database,
  linkTokens: LinkTokens,
  given: { token: string; purpose: TokenPurpose },
): Promise<TakenToken | null> {
  const [found] = await db.select(takenColumns).from(oneTimeToken).where(isGood(linkTokens, given));
  return found ?? null;
}

const takenColumns = pick(oneTimeToken, "id", "accountId", "email", "payload");

const isGood = (linkTokens: LinkTokens, { token, purpose }: { token: string; purpose: TokenPurpose }) =>
  and(
    eq(oneTimeToken.hash, linkTokens.hashOf(token)),
    eq(oneTimeToken.purpose, purpose),
    isNull(oneTimeToken.usedAt),
    gt(oneTimeToken.expiresAt, sql`now()`),
  );
