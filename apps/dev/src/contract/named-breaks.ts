import type { Break } from "./compare-schemas.ts";

/** Returns the breaks that the changelog does not name under "Breaking changes" of "Unreleased". */
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

/** Says what breaks, and what to do. */
export function breaksText(breaks: readonly Break[], release: string): string {
  return [
    `Clients of ${release} break:`,
    ...breaks.map(({ address, message }) => `- \`${address}\`: ${message}`),
    "",
    "Keep what they use, and deprecate it. If it has to go, copy these lines to CHANGELOG.md, under",
    '"### Breaking changes" of "## Unreleased". The next release then has to be a major one.',
  ].join("\n");
}
