import { isServerKey } from "@caretype/api/known-keys";
import type { Database } from "@caretype/db";

/** Rejects unless the key is the server's: a link signed with another key would not work. */
export async function requireMatchingKey(reader: Database, secretKey: string): Promise<void> {
  if (await isServerKey(reader, secretKey)) return;
  throw new Error(
    "SECRET_KEY differs from the key of the server on this database, so the link would not work. Nothing was done.",
  );
}
