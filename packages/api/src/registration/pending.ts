import { type Database, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Registered } from "../account/schema.ts";
import { AccountId } from "../field/ids.ts";
import type { TakenToken, TokenPurpose } from "../one-time-token/queries.ts";

const { oneTimeToken } = schema;

export const registering = "register" satisfies TokenPurpose;

/** A registration that waits for its address to be proved; nothing of it is reserved. */
const PendingRegistration = z.object({
  /** Of the account that it becomes. */
  id: AccountId,
  username: z.string(),
  /** Null where it was derived. */
  askedUsername: z.string().nullable(),
  name: z.string(),
  passwordHash: z.string(),
  at: z.string(),
  /** The caller's `Idempotency-Key`, and the hash of what was sent with it, but for the password. */
  key: z.string().nullable(),
  inputHash: z.string(),
});
export type PendingRegistration = z.output<typeof PendingRegistration>;

export const pendingIn = ({ payload }: Pick<TakenToken, "payload">): PendingRegistration =>
  PendingRegistration.parse(payload);

/** What is answered while it waits: what the account will be, as far as nobody takes its username. */
export const answerOf = (email: string, pending: PendingRegistration): Registered => ({
  id: pending.id,
  username: pending.username,
  name: pending.name,
  email,
  isActive: true,
  isStaff: false,
  emailVerified: false,
  createdAt: pending.at,
  updatedAt: pending.at,
  tokens: null,
});

/** What was registered before with the same key and the same fields, whether anybody has the address or not. */
export async function findSamePending(
  db: Database,
  { email, key, inputHash }: { email: string; key: string; inputHash: string },
): Promise<PendingRegistration | null> {
  const [found] = await db
    .select({ payload: oneTimeToken.payload })
    .from(oneTimeToken)
    .where(
      and(
        eq(sql`lower(${oneTimeToken.email})`, sql`lower(${email})`),
        eq(oneTimeToken.purpose, registering),
        sql`${oneTimeToken.payload} ->> 'key' = ${key}`,
        sql`${oneTimeToken.payload} ->> 'inputHash' = ${inputHash}`,
        sql`${oneTimeToken.createdAt} > now() - interval '24 hours'`,
      ),
    )
    .limit(1);
  return found ? pendingIn(found) : null;
}
