import { AccountId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import { oneTimeToken } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { TakenToken, TokenPurpose } from "../../token/queries.ts";
import type { Registered } from "./schema.ts";

export const registering = "register" satisfies TokenPurpose;

/** A registration waiting for verification of its address. It reserves nothing. */
const PendingRegistration = z.object({
  /** The id of the future account. */
  id: AccountId,
  username: z.string(),
  /** Null if it was derived. */
  askedUsername: z.string().nullable(),
  name: z.string(),
  /** Null if not chosen. Missing in registrations that an earlier version has stored. */
  practiceName: z.string().nullable().default(null),
  timeZone: z.string().nullable().default(null),
  passwordHash: z.string(),
  at: z.string(),
  /** The caller's `Idempotency-Key`, and the hash of its input without the password. */
  key: z.string().nullable(),
  inputHash: z.string(),
});
export type PendingRegistration = z.output<typeof PendingRegistration>;

export const pendingIn = ({ payload }: Pick<TakenToken, "payload">): PendingRegistration =>
  PendingRegistration.parse(payload);

/** The answer while pending: the future account, if its username stays free. */
export const answerOf = (email: string, pending: PendingRegistration): Registered => ({
  id: pending.id,
  username: pending.username,
  name: pending.name,
  email,
  isActive: true,
  isStaff: false,
  emailVerified: false,
  unitSystem: "metric",
  createdAt: pending.at,
  updatedAt: pending.at,
  tokens: null,
});

/** An earlier registration with the same key and fields, whether or not the address has an account. */
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
