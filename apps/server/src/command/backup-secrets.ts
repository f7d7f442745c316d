import { readFile } from "node:fs/promises";

/** Reads the first line. The file keeps the passphrase out of the list of processes. */
export async function readPassphrase(path: string): Promise<string> {
  const [passphrase = ""] = (await readFile(path, "utf8")).split(/\r?\n/);
  if (passphrase === "")
    throw new Error(`${path} begins with an empty line, but the passphrase has to be there.`);
  return passphrase;
}

/** Reads a file of `age-keygen`: an identity on each line, and comments. */
export async function readIdentities(path: string): Promise<string[]> {
  const lines = (await readFile(path, "utf8")).split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0) throw new Error(`${path} has no identity of age.`);
  return identities;
}
