import { hkdfSync } from "node:crypto";
import type { Database, DatabaseHandle } from "@caretype/db";
import { knownKey } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";

/** Identifies a key without revealing it. */
const fingerprintOf = (secretKey: string) =>
  Buffer.from(hkdfSync("sha256", secretKey, "caretype", "fingerprint v1", 16));

/**
 * Records that a server uses this key. Resolves to true if the database was served before, but never with this key.
 * Then existing second factors cannot be read, and links in earlier emails do not work.
 */
export const recordKey = (
  { transaction }: Pick<DatabaseHandle, "transaction">,
  secretKey: string,
): Promise<boolean> =>
  transaction(async (tx) => {
    const others = await tx.select({ one: sql`1` }).from(knownKey).limit(1);
    const { count } = await tx
      .insert(knownKey)
      .values({ fingerprint: fingerprintOf(secretKey) })
      .onConflictDoNothing();
    return others.length > 0 && count > 0;
  });

/** Resolves to true if a server has used this key, or none has used any. For commands that create links. */
export async function isServerKey(db: Database, secretKey: string): Promise<boolean> {
  const [known] = await db.select({ one: sql`1` }).from(knownKey).limit(1);
  if (!known) return true;
  const isSame = eq(knownKey.fingerprint, fingerprintOf(secretKey));
  return (await db.$count(knownKey, isSame)) > 0;
}
