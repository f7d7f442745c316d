import { describe, expect, it } from "vitest";
import { languageTag } from "./languages.ts";

describe("the name of a language", () => {
  it.each([
    ["German", "de"],
    ["Deutsch", "de"],
    ["alemán", "de"],
    ["français", "fr"],
    ["German (Switzerland)", "de-CH"],
    ["Deutsch (Schweiz)", "de-CH"],
    ["Swiss German", "gsw"],
    ["de-CH", "de-CH"],
    ["Elvish", "Elvish"],
  ])("%s is %s", (name, tag) => {
    expect(languageTag(name)).toBe(tag);
  });
});
