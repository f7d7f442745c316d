import { expect, it } from "vitest";
import { parseTypedDraft } from "./typed-drafts.ts";

it("reads values, when they were begun, and keys, and nothing else", () => {
  const draft = { begunAt: "2026-11-24T10:00:00Z", values: { typed: {} }, lost: { "[]": "key" } };
  const stored = { ...draft, lost: { ...draft.lost, other: 1 }, name: "Ann Lee" };
  expect(parseTypedDraft(JSON.stringify(stored))).toEqual(draft);
});

it.each([null, "", "{}", "[1]", "nonsense", `{"begunAt":1,"values":{}}`, `{"begunAt":"2026"}`])(
  "ignores %s",
  (text) => {
    expect(parseTypedDraft(text)).toBeNull();
  },
);
