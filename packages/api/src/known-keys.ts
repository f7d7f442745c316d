import { hkdfSync } from "node:crypto";
import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";

const { knownKey } = schema;

/** Tells a key from others, and nothing of it. */
const fingerprintOf = (secretKey: string) =>
  Buffer.from(hkdfSync("sha256", secretKey, "caretype", "fingerprint v1", 16));

/**
 * Notes that a database is served with a key. Resolves to whether it was served with others, and never with this one:
 * then nobody's authenticator app and recovery codes can be read, and the links in mails of before lead nowhere.
 */
export const noteKey = (
  { transaction }: Pick<DatabaseHandle, "transaction">,
  secretKey: string,
): Promise<boolean> =>
  transaction(async (tx) => {
    const others = await tx.select({ one: sql`1` }).from(knownKey).limit(1);
    const noted = await tx
      .insert(knownKey)
      .values({ fingerprint: fingerprintOf(secretKey) })
      .onConflictDoNothing()
      .returning({ at: knownKey.firstUsedAt });
    return others.length > 0 && noted.length > 0;
  });

/** For a command that makes links: whether a server has this key, or none has been there yet. */
export async function isServersKey(db: Database, secretKey: string): Promise<boolean> {
  const [anybodys] = await db.select({ one: sql`1` }).from(knownKey).limit(1);
  if (!anybodys) return true;
  const isSame = eq(knownKey.fingerprint, fingerprintOf(secretKey));
  const [known] = await db.select({ one: sql`1` }).from(knownKey).where(isSame);
  return known !== undefined;
}
