import { expect, it } from "vitest";
import { texts } from "./texts.en.ts";
import { labelOf } from "./vital-signs.ts";

const coded = (code: string, system = "http://loinc.org") => ({
  text: "Körpergrösse",
  coding: { system, code, display: "", version: null },
});

it("names vital signs in the reader's language, by their code", () => {
  expect(labelOf(coded("8302-2"))).toBe(texts.names.height);
  expect(labelOf(coded("85354-9"))).toBe(texts.names.bloodPressure);
});

it("keeps the words of all else", () => {
  expect(labelOf(coded("8302-2", "http://example.org"))).toBe("Körpergrösse");
  expect(labelOf(coded("2345-7"))).toBe("Körpergrösse");
  expect(labelOf({ text: "Mood", coding: null })).toBe("Mood");
});
