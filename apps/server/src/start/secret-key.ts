import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isServerKey } from "@caretype/core/monitoring/known-keys";
import type { Database } from "@caretype/db";
import { nodeCodeOf } from "@caretype/db/node-code";

/** Returns the key that signs this data folder's tokens. Generated at the first start. */
export async function loadSecretKey(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, "secret-key");
  const key = (await readKey(file)) ?? (await makeKey(dataDirectory, file));
  if (Buffer.byteLength(key) < 32)
    throw new Error(
      `${file} is damaged. Remove it to generate a new key; everybody must then sign in again.`,
    );
  return key;
}

/** Links the complete file into place, so that two concurrent first starts agree on a whole key. */
async function makeKey(dataDirectory: string, file: string): Promise<string> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600 });
  await link(draft, file).catch(unless("EEXIST"));
  await rm(draft);
  return (await readFile(file, "utf8")).trim();
}

async function readKey(file: string): Promise<string | undefined> {
  return (await readFile(file, "utf8").catch(unless("ENOENT")))?.trim();
}

const unless = (code: string) => (error: unknown) => {
  if (nodeCodeOf(error) !== code) throw error;
  return undefined;
};

/** Rejects unless the key is the server's: links signed with another key are invalid. */
export async function requireMatchingKey(reader: Database, secretKey: string): Promise<void> {
  if (await isServerKey(reader, secretKey)) return;
  throw new Error(
    "SECRET_KEY differs from the key of the server on this database, so the link would not work. Nothing was done.",
  );
}
