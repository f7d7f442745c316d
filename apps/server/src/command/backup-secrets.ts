import { readFile } from "node:fs/promises";

async function readSecret(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read (${error.code}).`,
    );
  });
}

/** Reads the first line. The file keeps the passphrase out of the list of processes. */
export async function readPassphrase(path: string): Promise<string> {
  const [passphrase = ""] = (await readSecret(path)).split(/\r?\n/);
  if (passphrase === "")
    throw new Error(`${path} begins with an empty line, but the passphrase has to be there.`);
  return passphrase;
}

/** Reads a file of `age-keygen`: an identity on each line, and comments. */
export async function readIdentities(path: string): Promise<string[]> {
  const lines = (await readSecret(path)).split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0) throw new Error(`${path} has no identity of age.`);
  return identities;
}
