import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The key that this data folder's tokens are signed with; made at the first start. */
export async function keptSecretKey(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, "secret-key");
  await mkdir(dataDirectory, { recursive: true });
  try {
    // `wx`: of two first starts at once, one makes it and the other reads it.
    await writeFile(file, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const key = (await readFile(file, "utf8")).trim();
  if (Buffer.byteLength(key) < 32) throw new Error(`${file} is damaged: remove it, and all have to log in again.`);
  return key;
}
