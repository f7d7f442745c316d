import { expect, it } from "vitest";
import { hashOfApiKey, hintOf, isApiKey, looksLikeApiKey, newApiKey } from "./key-text.ts";

it("creates recognizable, unique keys", () => {
  const keys = Array.from({ length: 2_000 }, newApiKey);
  expect(new Set(keys).size).toBe(2_000);
  for (const key of keys) {
    expect(key).toMatch(/^ct_[\w-]{49}$/);
    expect(isApiKey(key)).toBe(true);
  }
});

it("accepts a key in its canonical encoding only", () => {
  const key = newApiKey();
  const last = key.charAt(45);
  const odd = [
    "",
    "ct_",
    key.slice(0, -1),
    `${key}A`,
    `${key}=`,
    `${key}\n`,
    ` ${key}`,
    `x${key}`,
    key.slice(3),
    key.replace("ct_", "CT_"),
    key.toLowerCase(),
    `${key.slice(0, -1)}B`,
    // A changed letter in the middle, and another encoding of the same bytes at the end.
    `${key.slice(0, 10)}${key.charAt(10) === "A" ? "B" : "A"}${key.slice(11)}`,
    `${key.slice(0, 45)}${String.fromCharCode(last.charCodeAt(0) + 1)}${key.slice(46)}`,
  ];
  expect(odd.filter(isApiKey)).toEqual([]);
});

it("has a hint of eight characters, and a hash", () => {
  const key = newApiKey();
  expect([hintOf(key), looksLikeApiKey(key), looksLikeApiKey("eyJhbGciOi")]).toEqual([
    key.slice(0, 8),
    true,
    false,
  ]);
  expect(hashOfApiKey(key)).toHaveLength(32);
  expect(hashOfApiKey(key)).toEqual(hashOfApiKey(key));
});
