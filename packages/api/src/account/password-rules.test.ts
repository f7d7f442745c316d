import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCommonPassword } from "./common-passwords.ts";
import { isOwnName } from "./password-rules.ts";

const ann = { username: "ann.lee", name: "Ann-Sofie Lindqvist", email: "ann.lee@clinic.example.org" };

describe("an own name is no password", () => {
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
    ["what stands before the @", "ann_lee!"],
  ])("%s", (_what, password) => expect(isOwnName(password, ann)).toBe(true));

  it.each([
    ["has nothing to do with it", "nine lives of a lamp"],
    ["has five letters more", "lindqvisthorse"],
    ["has five emoji more", "lindqvist🐴🔋📎🐴🔋"],
    ["is the domain of the address", "clinic.example.org"],
    ["is punctuation only", "!?!?!?!?!?"],
  ])("but what %s", (_what, password) => expect(isOwnName(password, ann)).toBe(false));

  it("nor a short one with punctuation around it, but as a part it counts for nothing", () => {
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

  it("never takes a name for a password that is not in it", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(word, word, (password, name) => {
        const isOwn = isOwnName(password, { name, username: name, email: `${name}@example.org` });
        if (password === name && /\p{L}/u.test(name)) expect(isOwn).toBe(true);
      }),
    );
  });
});

describe("common passwords", () => {
  it("are the 10,000 most common at least", async () => {
    const { dictionary } = await import("@zxcvbn-ts/language-common");
    const list = new Set(dictionary["passwords-common"].map((password) => password.toLowerCase()));
    expect(list.size).toBeGreaterThan(10_000);
  });

  // Some of the first hundred, and of the last of the first ten thousand, of several published lists.
  it.each([
    ...["password", "12345678", "123456789", "qwertyuiop", "iloveyou", "baseball", "trustno1", "superman"],
    ...["sunshine", "football", "princess", "starwars", "passw0rd", "1q2w3e4r", "qazwsxedc", "11111111"],
    ...["password1", "abcd1234", "michelle", "jennifer", "computer", "corvette", "midnight", "mercedes"],
  ])("have %s among them, in any case", async (password) => {
    expect(await isCommonPassword(password)).toBe(true);
    expect(await isCommonPassword(password.toUpperCase())).toBe(true);
    expect(await isCommonPassword(password[0]?.toUpperCase() + password.slice(1))).toBe(true);
  });

  it("are known in full-width letters, and others are not", async () => {
    expect(await isCommonPassword("ｐａｓｓｗｏｒｄ")).toBe(true);
    expect(await isCommonPassword("nine lives of a lamp")).toBe(false);
  });
});
