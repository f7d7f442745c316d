import { expect, it } from "vitest";
import { languageOf, localeOf } from "../settings/locale.ts";
import { pluralsOf } from "./plural.ts";

it.each([
  [["de-AT", "en"], "de"],
  [["fr-FR", "es-419", "de"], "es"],
  [["en-US@posix"], "en"],
  [["fr", "constructor"], "en"],
  [[], "en"],
])("takes the first known language of %j: %s", (tags, expected) => expect(languageOf(tags)).toBe(expected));

it.each([
  ["de", ["en-US", "de-AT"], "de-AT"],
  ["es", ["es-419"], "es-419"],
  ["en", ["en-US@posix"], "en-GB"],
  ["de", ["es-ES"], "de-DE"],
] as const)("writes %s for a browser with %j as %s", (language, tags, expected) =>
  expect(localeOf(language, tags)).toBe(expected),
);

it("counts with separators, by the rules of the language", () => {
  const counted = pluralsOf("es");
  const forms = { one: "# cita", other: "# citas", zero: "Ninguna cita" };
  expect([0, 1, 2, 1_000_000].map((count) => counted(count, forms))).toEqual([
    "Ninguna cita",
    "1 cita",
    "2 citas",
    "1,000,000 citas",
  ]);
  expect(counted(10_000, forms, "10,000+")).toBe("10,000+ citas");
});
