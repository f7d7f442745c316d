import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cases } from "@caretype/test-api/all-cases";
import { build } from "esbuild";
import { repository } from "../copy-workspace.ts";
import { bundleServer, serverFile } from "./bundle-server.ts";
import { currentContract } from "./check-contract.ts";
import { breaksBetween } from "./compare-contracts.ts";
import { recorded, recordingFixture } from "./recorded-values.ts";
import { type RecordedCall, readRelease, releasesFolder, releaseVersions } from "./releases.ts";

/**
 * Keeps this version as a release: its contract, its calls, its client and its server.
 * @returns a list of the written files.
 * @throws {Error} if the release is kept already, or breaks clients of the previous one without a major version.
 */
export async function keepRelease({ replace = false }: { replace?: boolean }): Promise<string> {
  const contract = currentContract();
  const { version } = contract;
  const folder = join(releasesFolder, version);
  if (existsSync(folder) && !replace)
    throw new Error(`The release ${version} is kept already. Raise the version, or pass --replace.`);
  const earlier = releaseVersions().find((one) => one !== version);
  if (earlier !== undefined) {
    const breaks = breaksBetween(readRelease(earlier).contract, contract);
    if (breaks.length > 0 && !isMajor(earlier, version))
      throw new Error(`${version} breaks clients of ${earlier}. It has to be a major version.`);
  }
  const files: Record<string, string | Buffer> = {
    "contract.json": `${JSON.stringify(contract)}\n`,
    "calls.json": `${JSON.stringify(await recordedCalls(), null, 1)}\n`,
    "client.js": await clientModule(),
    [serverFile]: await bundleServer(),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const changelog = join(repository, "CHANGELOG.md");
  writeFileSync(changelog, withVersion(readFileSync(changelog, "utf8"), version));
  const bytes = Object.values(files).reduce((sum, file) => sum + Buffer.byteLength(file), 0);
  return `packages/client/releases/${version} is written: ${Math.round(bytes / 1_000)} kB.`;
}

async function recordedCalls(): Promise<RecordedCall[]> {
  const now = Date.now();
  return Promise.all(
    Array.from(cases, async ([path, { input: makeInput }]) => {
      const called: string[] = [];
      const given: unknown =
        makeInput && (await Reflect.apply(makeInput, undefined, [recordingFixture(called)]));
      const input = recorded(given, now);
      const text = JSON.stringify(input) ?? "";
      const before = [...new Set(called)].filter((mark) => !text.includes(beginning(mark)));
      return { path, ...(input !== undefined && { input }), ...(before.length > 0 && { before }) };
    }),
  );
}

/** JSON prefixes of the marks for a call and for a value from its answer. */
const beginning = (mark: string) =>
  JSON.stringify(mark)
    .slice(1, -1)
    .replace(/\]\}\u{E001}$/u, "");

/** Includes tRPC's client, so that later releases of tRPC change nothing in it. */
async function clientModule(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: join(repository, "packages/client"),
    entryPoints: ["src/index.ts"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** Turns the changelog's "Unreleased" into this version, once. */
export const withVersion = (changelog: string, version: string): string =>
  changelog.includes(`\n## ${version} - `)
    ? changelog
    : changelog.replace(/^## Unreleased$/m, `$&\n\n## ${version} - ${new Date().toISOString().slice(0, 10)}`);

/** Before 1.0.0, the second number counts as the major one, as for npm's `^`. */
export function isMajor(earlier: string, later: string): boolean {
  const [from = [], to = []] = [earlier, later].map((version) => version.split(".").map(Number));
  const at = from[0] === 0 && to[0] === 0 ? 1 : 0;
  return (to[at] ?? 0) > (from[at] ?? 0);
}
