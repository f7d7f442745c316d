import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

// The packages are ES modules, which CommonJS can only import(), and whose entries the resolution of Node 10 does not know.
const accepted = new Set(["CJSResolvesToESM", "NoResolution"]);

/** Resolves to what publint and Are the types wrong? say of a tarball, a line for each. */
export async function problemsOf(tarball: string): Promise<string[]> {
  const bytes = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const checked = await checkPackage(createPackageFromTarballData(bytes));
  const problems = checked.types ? checked.problems.filter(({ kind }) => !accepted.has(kind)) : [];
  return [
    ...messages.map((message) => `${basename(tarball)}: ${formatMessage(message, pkg)}`),
    ...problems.map((problem) => `${basename(tarball)}: ${JSON.stringify(problem)}`),
  ];
}
