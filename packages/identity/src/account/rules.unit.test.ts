import { Email } from "@caretype/core/kernel/field/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { couldBeEmail, deriveUsername } from "./rules.ts";
import { Username } from "./schema.ts";

// The unit "binary" of fast-check makes a table of all code points first, which takes a second.
const codePoint = fc
  .integer({ min: 0, max: 0x10ffff })
  .map((code) => String.fromCodePoint(code))
  .filter((text) => text.isWellFormed());
const local = fc.string({ unit: "grapheme", minLength: 0, maxLength: 200 });

describe("a derived username", () => {
  it.each([
    ["jo.doe+x@example.org", "jo.doe+x"],
    ["j@example.org", "user-j"],
    ["o'neil/x@example.org", "oneilx"],
    ["!#$@example.org", "user-new"],
    ["ﬁnn@example.org", "finn"],
    ["\uffa0\u115f@example.org", "user-new"],
    ["zoe/\u0308@example.org", "zo\u00eb"],
  ])("of %s is %s", (email, username) => expect(deriveUsername(email)).toBe(username));

  it("is a valid username with room for a suffix, and never an address", () => {
    fc.assert(
      fc.property(local, (text) => {
        const username = deriveUsername(`${text}@example.org`);
        expect(Username.parse(`${username}-0123456789abcdef`)).toBe(`${username}-0123456789abcdef`);
        expect(Username.safeParse(username).success).toBe(true);
        expect(couldBeEmail(username)).toBe(false);
      }),
    );
  });
});

it("couldBeEmail is true for every email address", () => {
  const anything = fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: codePoint }).map((text) => `a@${text}.org`),
  );
  fc.assert(
    fc.property(anything, (text) => {
      expect(couldBeEmail(text) || !Email.safeParse(text).success).toBe(true);
    }),
  );
});
