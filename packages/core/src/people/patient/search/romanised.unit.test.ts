import { expect, it } from "vitest";
import { romanisationsOf } from "./romanised.ts";

/** Whether a name has one of the prefixes, and matches the pattern. */
function isFoundBy(typed: string, name: string): boolean {
  const { pattern, beginnings } = romanisationsOf(typed) ?? { pattern: "(?!)", beginnings: [] };
  return new RegExp(`^${pattern}`).test(name) && beginnings.some((begun) => name.startsWith(begun));
}

const families = [
  "chaikovsky tchaikovsky tschaikowski tschaikowsky chaykovsky",
  "khrushchev chruschtschow khrouchtchev chruschtschew",
  "shostakovich schostakowitsch chostakovitch",
  "rachmaninow rakhmaninov rachmaninoff",
  "zhukov schukow",
  // Ukrainian passports, and the spelling of loose_text.
  "zghurskyi zgursky",
  "hryhorii grigory",
  "serhii sergy",
  "nataliia natalya",
  "oleksii oleksy",
  "khrystyna khristina",
  "yevhen yevgen",
  "fyodor fedor fjodor",
  "semyonov semenov semenoff",
].map((names) => names.split(" "));

it.each(families.map((family) => [family]))("%s find each other", (family) => {
  for (const typed of family) expect(family.filter((name) => !isFoundBy(typed, name))).toEqual([]);
});

it.each([
  ["chaikovsky", "shevchenko"],
  ["rachmaninow", "rachmanow"],
  ["keller", "zeller"],
  ["wagner", "wegener"],
])("%s does not find %s", (typed, name) => expect(isFoundBy(typed, name)).toBe(false));

it("leaves short words, and those of other scripts, as they are", () => {
  for (const word of ["wolf", "zzzzzz", "schtschy", "schröder", "чехов", "王小明"])
    expect(romanisationsOf(word)).toBeNull();
});

it("looks for a limited number of beginnings", () => {
  for (const word of ["jejejejeje", "shchashchoshcha", "chzhyuwijksou"])
    expect(romanisationsOf(word)?.beginnings.length).toBeLessThanOrEqual(60);
});
