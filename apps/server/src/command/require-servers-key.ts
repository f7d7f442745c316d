import { isServersKey } from "@caretype/api";
import type { Database } from "@caretype/db";

/** Before a command does anything for the sake of a link, which another key would make a dead one. */
export async function requireServersKey(reader: Database, secretKey: string): Promise<void> {
  if (await isServersKey(reader, secretKey)) return;
  throw new Error(
    "SECRET_KEY is not the one that this database is served with, so the link would lead nowhere. Nothing was done.",
  );
}
