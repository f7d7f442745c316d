import { expect, it } from "vitest";
import { endOf, parseTypedDraft } from "./typed-draft.ts";

const draft = { begunAt: "2026-11-24T10:00:00.000Z", values: { typed: {} }, lost: { "[]": "key" } };

it("reads values, when they were begun, and keys, and nothing else", () => {
  const stored = { ...draft, lost: { ...draft.lost, other: 1 }, name: "Ann Lee" };
  expect(parseTypedDraft(stored)).toEqual(draft);
});

it.each([
  null,
  {},
  [1],
  "nonsense",
  { begunAt: 1, values: {} },
  { begunAt: "2026" },
  { ...draft, begunAt: "now" },
])("ignores %j", (stored) => {
  expect(parseTypedDraft(stored)).toBeNull();
});

it("is forgotten before the server forgets its keys", () => {
  expect(endOf(draft)).toBe("2026-11-24T22:00:00.000Z");
});
