import { describe, expect, it } from "vitest";
import { diffWords } from "./word-diff.ts";

const told = (from: string, to: string) =>
  diffWords(from, to)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[kind])
    .join("");

describe("a diff of words", () => {
  it("tells what was put in, taken out and replaced, and keeps the rest", () => {
    expect(told("mild asthma since 1999", "mild asthma, since 2001")).toBe(
      "mild [-asthma-][+asthma,+] since [-1999-][+2001+]",
    );
    expect(told("a b c", "a c")).toBe("a [-b -]c");
    expect(told("a c", "a b c")).toBe("a [+b +]c");
    expect(told("a", "a\nb")).toBe("a[+\nb+]");
  });

  it("tells words that were replaced side by side as one change", () => {
    expect(told("one two three", "four five six")).toBe("[-one two three-][+four five six+]");
    expect(told("x one two y", "x four five y")).toBe("x [-one two-][+four five+] y");
  });

  it("has nothing to tell of a text that stays, and takes empty ones", () => {
    expect(told("same  text", "same  text")).toBe("same  text");
    expect(told("", "new")).toBe("[+new+]");
    expect(told("old", "")).toBe("[-old-]");
    expect(diffWords("", "")).toEqual([]);
  });

  it("is both texts again, whatever they are", () => {
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

  it("tells two long texts that share next to nothing as a whole, as it would take too long otherwise", () => {
    const long = (word: string) => Array.from({ length: 2_000 }, (_, index) => `${word}${index}`).join(" ");
    const around = (word: string) => `${long(word)} shared ${long(word)}`;
    expect(diffWords(around("a"), around("b")).map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});
