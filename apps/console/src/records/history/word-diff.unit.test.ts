import { describe, expect, it } from "vitest";
import { diffWords } from "./word-diff.ts";

const render = (from: string, to: string) =>
  diffWords(from, to)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind])
    .join("");

describe("a word diff", () => {
  it("marks insertions, removals and replacements", () => {
    expect(render("mild asthma since 1999", "mild asthma, since 2001")).toBe(
      "mild [-asthma-][+asthma,+] since [-1999-][+2001+]",
    );
    expect(render("a b c", "a c")).toBe("a [-b -]c");
    expect(render("a c", "a b c")).toBe("a [+b +]c");
    expect(render("a", "a\nb")).toBe("a[+\nb+]");
  });

  it("joins adjacent replaced words", () => {
    expect(render("one two three", "four five six")).toBe("[-one two three-][+four five six+]");
    expect(render("x one two y", "x four five y")).toBe("x [-one two-][+four five+] y");
  });

  it("handles equal and empty texts", () => {
    expect(render("same  text", "same  text")).toBe("same  text");
    expect(render("", "new")).toBe("[+new+]");
    expect(render("old", "")).toBe("[-old-]");
    expect(diffWords("", "")).toEqual([]);
  });

  it("contains both texts completely", () => {
    const words = ["a", "b", " ", "\n", "c d", "  e"];
    for (let seed = 0; seed < 400; seed++) {
      const text = (step: number) =>
        Array.from({ length: (seed * step) % 13 }, (_, index) => words[(seed + index * step) % 6]).join(" ");
      const [from, to] = [text(5), text(7)];
      const parts = diffWords(from, to);
      const without = (kind: string) => parts.filter((part) => part.kind !== kind).map((part) => part.text);
      expect([without("added").join(""), without("removed").join("")]).toEqual([from, to]);
    }
  });

  it("replaces long texts as a whole if they share almost nothing", () => {
    const long = (word: string) => Array.from({ length: 2_000 }, (_, index) => `${word}${index}`).join(" ");
    const around = (word: string) => `${long(word)} shared ${long(word)}`;
    expect(diffWords(around("a"), around("b")).map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});
