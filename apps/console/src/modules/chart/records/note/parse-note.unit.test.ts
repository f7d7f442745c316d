import { describe, expect, it } from "vitest";
import { isInWord, markerOf, numberOf, parseNote, plainText } from "./parse-note.ts";

const kinds = (text: string) => parseNote(text).children.map(({ type }) => type);

function plain(text: string): string | null {
  const [paragraph, ...others] = parseNote(text).children;
  const [only, ...more] = paragraph?.type === "paragraph" ? paragraph.children : [];
  return only?.type === "text" && others.length + more.length === 0 ? only.value : null;
}

describe("the text of a note", () => {
  it("has headings, lists and quotes", () => {
    expect(kinds("# Plan\n\nRest\n\n- one\n- two\n\n1. one\n\n> so she said")).toEqual([
      "heading",
      "paragraph",
      "list",
      "list",
      "blockquote",
    ]);
  });

  it.each([
    "<b>bold</b> <script>alert(1)</script> <!-- note -->",
    "<script>alert(1)</script>",
    "[a link](javascript:alert(1)) and ![an image](https://example.org/x.png)",
    "<https://example.org> https://example.org",
    "`code`",
    "```\ncode\n```",
    "[name]: https://example.org",
    "[a link][name]",
    "Tom &amp; Jerry &lt;3 &#65;",
    "Title\n---\nTitle\n===",
    "***",
    "| a | b |\n|---|---|",
    "C:\\name \\[not\\]",
    "~~struck~~",
  ])("is as it was typed: %s", (text) => {
    expect(plain(text)).toBe(text);
  });

  it.each([
    [
      "# Cough\n\nThree days, **no fever**.\n\n- chest\n  clear\n- 2*3*4 mg\n\n> “It *hurts*”",
      "Cough Three days, no fever. chest clear 2*3*4 mg “It hurts”",
    ],
    ["<b>a</b>  \nb", "<b>a</b> b"],
    ["", ""],
  ])("is one line of words without marks: %s", (text, words) => {
    expect(plainText(text)).toBe(words);
  });

  it("keeps numbers and signs of lists", () => {
    const text = "1. one\n3. three\n\n+ protein";
    const [ordered, signed] = parseNote(text).children;
    if (ordered?.type !== "list" || signed?.type !== "list") throw new Error("no list");
    expect(ordered.children.map((item) => numberOf(item, text))).toEqual([1, 3]);
    expect(markerOf(signed, text)).toBe("+");
  });

  it.each([
    { text: "2*3*4", inWord: true },
    { text: "a *b* c", inWord: false },
    { text: "(**b**)", inWord: false },
    { text: "x**b** c", inWord: true },
  ])("knows a sign from a stress: $text", ({ text, inWord }) => {
    const [paragraph] = parseNote(text).children;
    const children = paragraph?.type === "paragraph" ? paragraph.children : [];
    const stress = children.find(({ type }) => type !== "text");
    if (!stress) throw new Error("no stress");
    expect(isInWord(stress, text)).toBe(inWord);
  });
});
