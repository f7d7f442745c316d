import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { type Published, packed, publishedNames } from "@caretype/client/pack";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { repository } from "../copy-workspace.ts";
import { tryOut } from "./try-out.ts";

/** In order of dependency: the kit needs the client. */
const folders: readonly Published[] = ["client", "cli", "testing"];

/**
 * Packs the published packages, checks the tarballs, and tries them out in empty projects. Then publishes them, and
 * tags the commit.
 * @param dryRun publishes nothing.
 * @throws {Error} if a tarball is faulty, or the commit cannot be published.
 */
export async function publish({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  if (!dryRun) checkCommit();
  const tarballs: Record<string, string> = {};
  for (const folder of folders) tarballs[folder] = await packed(folder);
  const problems = await Promise.all(Object.values(tarballs).map(problemsOf));
  if (problems.flat().length > 0) throw new Error(problems.flat().join("\n"));
  await tryOut((line) => process.stdout.write(`${line}\n`));
  if (dryRun) return;
  const { version } = JSON.parse(readFileSync(join(repository, "packages/client/package.json"), "utf8"));
  for (const folder of folders)
    publishTarball(tarballs[folder] ?? "", `${publishedNames[folder]}@${version}`);
  run("git", "tag", "--force", `v${version}`);
  process.stdout.write(`Published ${version}. Run \`git push origin v${version}\`.\n`);
}

const read = (program: string, ...words: string[]) =>
  execFileSync(program, words, { cwd: repository, encoding: "utf8" }).trim();
const run = (program: string, ...words: string[]) =>
  execFileSync(program, words, { cwd: repository, stdio: "inherit" });

function checkCommit(): void {
  if (read("git", "status", "--porcelain") !== "") throw new Error("Commit your changes first.");
  const pending = globSync(".changeset/*.md", { cwd: repository });
  if (pending.length > 0)
    throw new Error(
      "There are changesets. Run `npx -y pnpm@12 release:version`, and commit what it changes.",
    );
}

function publishTarball(tarball: string, name: string): void {
  // A run that failed half-way has published the first packages.
  const versions = JSON.parse(read("npm", "view", name, "version", "--json", "--silent") || "null");
  if (versions !== null) return;
  // Only GitHub attests which commit a package was built from.
  const provenance = process.env.GITHUB_ACTIONS === "true" ? ["--provenance"] : [];
  run("npm", "publish", tarball, ...provenance);
}

// The packages are ES modules: CommonJS needs import(), and Node 10's resolution does not find their entries.
const accepted = new Set(["CJSResolvesToESM", "NoResolution"]);

/** Resolves to the findings of publint and Are the types wrong? for a tarball, one per line. */
async function problemsOf(tarball: string): Promise<string[]> {
  const bytes = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const checked = await checkPackage(createPackageFromTarballData(bytes));
  const problems = checked.types ? checked.problems.filter(({ kind }) => !accepted.has(kind)) : [];
  return [
    ...messages.map((message) => `${basename(tarball)}: ${formatMessage(message, pkg)}`),
    ...problems.map((problem) => `${basename(tarball)}: ${JSON.stringify(problem)}`),
  ];
}
