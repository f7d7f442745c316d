import { type Database, schema } from "@caretype/db";
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { AccountId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import type { LinkTokens } from "./link-tokens.ts";

const { oneTimeToken, tokenPurposes: _purposes } = schema;

export type TokenPurpose = (typeof _purposes)[number];

export type NewToken = {
  purpose: TokenPurpose;
  accountId?: AccountId | null;
  email?: string | null;
  payload?: unknown;
  lifetimeSeconds: number;
};

/** So many go with each new one, when they have been of no use for a day. */
const sweptAtOnce = 100;

async function sweepTokens(db: Database): Promise<void> {
  await db.execute(sql`
    delete from ${oneTimeToken} where id in (
      select id from ${oneTimeToken} where expires_at < now() - interval '1 day'
      limit ${sweptAtOnce} for update skip locked
    )`);
}

/** For a link in a mail: what is kept can be followed by nobody who only reads the database. Resolves to its id. */
export async function insertLink(db: Database, linkTokens: LinkTokens, values: NewToken): Promise<string> {
  const id = newId();
  await insertToken(db, { id, hash: linkTokens.hashOf(linkTokens.tokenOf(id)), ...values });
  return id;
}

/** For what is handed out at once, such as a challenge. Resolves to the token. */
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

/** Marks the older ones of a purpose as used, so that only the newest mail's link works. */
export async function withdrawTokens(
  db: Database,
  { purpose, accountId }: { purpose: TokenPurpose | readonly TokenPurpose[]; accountId: AccountId },
): Promise<void> {
  await db
    .update(oneTimeToken)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeToken.accountId, accountId),
        inArray(oneTimeToken.purpose, typeof purpose === "string" ? [purpose] : [...purpose]),
        isNull(oneTimeToken.usedAt),
      ),
    );
}

/** Of an account that nobody is to get into by what was handed out before. */
export async function withdrawAllTokens(db: Database, accountId: AccountId): Promise<void> {
  await db
    .update(oneTimeToken)
    .set({ usedAt: sql`now()` })
    .where(and(eq(oneTimeToken.accountId, accountId), isNull(oneTimeToken.usedAt)));
}

/**
 * Uses a token up, once: of twenty at once one gets it. Part of the transaction that does what it is for, so a failure
 * leaves it good. Rejects with `INVALID_LINK` for any that is unknown, used, expired or for something else.
 */
export async function takeToken(
  db: Database,
  linkTokens: LinkTokens,
  { token, purpose }: { token: string; purpose: TokenPurpose },
): Promise<TakenToken> {
  // Whatever the text is, so that one answer takes one time.
  const [taken] = await db
    .update(oneTimeToken)
    .set({ usedAt: sql`now()` })
    .where(isGood(linkTokens, { token, purpose }))
    .returning(takenColumns);
  if (!taken) throw new DomainError("INVALID_LINK");
  return taken;
}

/**
 * What a token is for, before it is used up: for what takes long, as hashing a password does, and is not to be done in
 * the transaction that uses it. Rejects with `INVALID_LINK` like `takeToken`.
 */
export async function lookAtToken(
  db: Database,
  linkTokens: LinkTokens,
  given: { token: string; purpose: TokenPurpose },
): Promise<TakenToken> {
  const [found] = await db.select(takenColumns).from(oneTimeToken).where(isGood(linkTokens, given));
  if (!found) throw new DomainError("INVALID_LINK");
  return found;
}

const takenColumns = {
  id: oneTimeToken.id,
  accountId: oneTimeToken.accountId,
  email: oneTimeToken.email,
  payload: oneTimeToken.payload,
};

const isGood = (linkTokens: LinkTokens, { token, purpose }: { token: string; purpose: TokenPurpose }) =>
  and(
    eq(oneTimeToken.hash, linkTokens.hashOf(token)),
    eq(oneTimeToken.purpose, purpose),
    isNull(oneTimeToken.usedAt),
    gt(oneTimeToken.expiresAt, sql`now()`),
  );
