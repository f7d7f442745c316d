import { describe, expect, it } from "vitest";
import { optionalLanguage } from "./schemas.ts";

const language = optionalLanguage();

describe("a language", () => {
  it.each([
    ["de-CH", "de-CH"],
    [" EN-us ", "en-US"],
    ["iw", "he"],
    ["zh-hant-tw", "zh-Hant-TW"],
    ["", null],
    [null, null],
  ])("becomes a canonical tag: %j", (given, tag) => {
    expect(language.parse(given)).toBe(tag);
  });

  it.each(["german", "Schweizerdeutsch", "en_US", "e", "x-foo", "-", "de CH", "a-".repeat(30)])(
    "is refused if it is no tag: %s",
    (given) => {
      expect(language.safeParse(given).success).toBe(false);
    },
  );
});
