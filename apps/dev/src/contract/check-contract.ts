import { readFileSync } from "node:fs";
import { join } from "node:path";
import { appRouter } from "@caretype/api";
import { repository } from "../copy-workspace.ts";
import { breaksBetween } from "./compare-contracts.ts";
import type { Break } from "./compare-schemas.ts";
import { type Contract, contractOf } from "./contract.ts";
import { readRelease, releaseVersions } from "./releases.ts";

const read = (name: string) => readFileSync(join(repository, name), "utf8");

export const currentContract = (): Contract =>
  contractOf(appRouter, JSON.parse(read("packages/client/package.json")).version);

/**
 * Compares the router with the latest release.
 * @returns a summary to print.
 * @throws {Error} naming changes that break that release's clients, unless the changelog names them.
 */
export function checkContract(later: Contract = currentContract()): string {
  const [version] = releaseVersions();
  if (version === undefined) return "There is no release yet. `caretype-dev release` keeps one.";
  const { contract } = readRelease(version);
  const breaks = breaksBetween(contract, later);
  const unnamed = unnamedBreaks(breaks, read("CHANGELOG.md"));
  if (unnamed.length > 0) throw new Error(breaksText(unnamed, version));
  const added = Object.keys(later.procedures).filter((path) => !Object.hasOwn(contract.procedures, path));
  const named = breaks.length > 0 ? ` The changelog names ${breaks.length} breaking changes.` : "";
  return `Clients of ${version} still work.${named} New procedures: ${added.length}.`;
}

/** Returns the breaking changes that the changelog does not name under "Breaking changes" of "Unreleased". */
export function unnamedBreaks(breaks: readonly Break[], changelog: string): Break[] {
  const named = new Set(
    Array.from(breakingPart(changelog).matchAll(/`([^`]+)`/g), ([, address = ""]) => address),
  );
  return breaks.filter(({ address }) => !named.has(address));
}

function breakingPart(changelog: string): string {
  const [, unreleased = ""] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
  const [, part = ""] = /^### Breaking changes\n([\s\S]*?)(?=^### |(?![\s\S]))/m.exec(unreleased) ?? [];
  return part;
}

export function breaksText(breaks: readonly Break[], release: string): string {
  return [
    `Clients of ${release} break:`,
    ...breaks.map(({ address, message }) => `- \`${address}\`: ${message}`),
    "",
    "Keep what they use, and deprecate it. If it has to go, copy these lines to CHANGELOG.md, under",
    '"### Breaking changes" of "## Unreleased". The next release then has to be a major one.',
  ].join("\n");
}
