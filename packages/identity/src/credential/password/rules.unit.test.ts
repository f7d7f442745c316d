import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOwnName, ownWords } from "./rules.ts";

const ann = { username: "ann.lee", name: "Ann-Sofie Lindqvist", email: "ann.lee@clinic.example.org" };

describe("an own name is refused as a password", () => {
  it.each([
    ["the username", "ann.lee!"],
    ["the username in capitals, with a number", "ANN.LEE1990"],
    ["the name", "Ann-Sofie Lindqvist"],
    ["the name in one word", "annsofielindqvist"],
    ["a word of the name", "lindqvist"],
    ["a word of the name, with a year", "Lindqvist2024"],
    ["a word of the name, twice", "lindqvistLINDQVIST"],
    ["a word of the name, between punctuation", "!!!!lindqvist????"],
    ["two of the names", "ann.lee-lindqvist"],
    ["in full-width letters", "ｌｉｎｄｑｖｉｓｔ１２"],
    ["with a zero-width space", "lind\u200bqvist1"],
    ["the address", "Ann.Lee@Clinic.example.org"],
    ["the local part of the address", "ann_lee!"],
  ])("%s", (_what, password) => expect(isOwnName(password, ann)).toBe(true));

  it.each([
    ["is unrelated", "nine lives of a lamp"],
    ["has five more letters", "lindqvisthorse"],
    ["has five more emoji", "lindqvist🐴🔋📎🐴🔋"],
    ["is the domain of the address", "clinic.example.org"],
    ["is punctuation only", "!?!?!?!?!?"],
  ])("but not one that %s", (_what, password) => expect(isOwnName(password, ann)).toBe(false));

  it("accepts a short name with punctuation, but does not count a name within a password", () => {
    const bo = { username: "bo1", name: "Bo Ek", email: "bo@example.org" };
    expect(isOwnName("....bo1....", bo)).toBe(true);
    expect(isOwnName("bo1-1234567", bo)).toBe(false);
    expect(isOwnName("Bo Ek 1234567", bo)).toBe(false);
  });

  it("counts letters of any script", () => {
    const names = { name: "Αλέξανδρος", email: "a@example.org" };
    expect(isOwnName("ΑΛΈΞΑΝΔΡΟΣ99", { ...names, name: "αλέξανδρος".toUpperCase() })).toBe(true);
    expect(isOwnName("αλέξανδροσ123456", names)).toBe(false);
  });

  it("never matches a name that the password does not contain", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(word, word, (password, name) => {
        const isOwn = isOwnName(password, { name, username: name, email: `${name}@example.org` });
        expect(isOwn || password !== name || !/\p{L}/u.test(name)).toBe(true);
      }),
    );
  });
});

describe("own words", () => {
  it("include the names and the address, whole and in parts, and the practices' names", () => {
    const words = ownWords({ ...ann, practices: ["Sunrise Clinic"] });
    expect(words).toEqual(
      expect.arrayContaining([
        "ann.lee",
        "annlee",
        "ann",
        "lee",
        "ann-sofie lindqvist",
        "annsofielindqvist",
        "sofie",
        "lindqvist",
        "ann.lee@clinic.example.org",
        "clinic",
        "example",
        "sunrise clinic",
        "sunriseclinic",
        "sunrise",
      ]),
    );
    expect(new Set(words).size).toBe(words.length);
  });

  it("exclude short parts", () => {
    expect(ownWords({ name: "Bo Ek", email: "bo@x.ch" })).toEqual(["bo ek", "boek", "bo@x.ch", "boxch"]);
  });
});
