import { pluralsOf } from "../../../../words/format/plural.ts";
import type { CodeField } from "./use-code-rule.ts";

const counted = pluralsOf("en");

export const texts = {
  codeHint: (code: string, system: string) =>
    `Coded as ${code} (${system}). Changing the text removes the code.`,
  codeOf: (code: string, system: string) => `${code} (${system})`,
  alsoCalled: (synonym: string) => `also: ${synonym}`,
  searching: "Searching…",
  tooShort: "No name begins so. Type at least two letters to find more.",
  noneFound: "No code found. You can enter text without a code.",
  found: (count: number) => counted(count, { one: "1 code found", other: "# codes found" }),
  searchAll: "Search all code systems",
  /** `title` is the code system or value set that the field offers. */
  rules: {
    refuse: (title: string) => `Codes of ${title} only. Text without a code is accepted, too.`,
    warn: (title: string) => `Codes of ${title} are offered. Others show a warning.`,
    take: (title: string) => `Codes of ${title} are offered. Others are accepted, too.`,
  } satisfies Record<CodeField["mode"], (title: string) => string>,
  isNotOffered: "Your practice does not offer this code here. It can be saved.",
  isNoLongerOffered: "Your practice no longer offers this code here. It stays until you change the text.",
};
