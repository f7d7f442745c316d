import type { Permission } from "@caretype/api";
import { expect, it } from "vitest";
import { goKey } from "./key-presses.ts";
import { additionAt, addKey, goKeys, helpKey, pageKeys } from "./key-table.ts";

const everything = () => true;

it.each([
  ["/today", "/patients/new"],
  ["/patients", "/patients/new"],
  ["/patients/0198c0de-0000-7000-8000-000000000001", "/patients/new"],
  ["/doctors", "/doctors/new"],
  ["/imports", "/imports/new"],
  ["/members", "/members/invitations"],
  ["/api-keys", "/api-keys/new"],
  ["/patients/new", undefined],
  ["/settings/display", undefined],
  ["/patients-of-others", undefined],
])("adds on %s: %s", (path, to) => {
  expect(additionAt(path, everything)?.to).toBe(to);
});

it("adds nothing without the permission", () => {
  const may = (permission: Permission) => permission === "patient:read";
  expect(additionAt("/patients", may)).toBeUndefined();
});

it("gives each key one meaning", () => {
  const keys = [...Object.values(pageKeys), addKey, helpKey, goKey];
  expect(new Set(keys).size).toBe(keys.length);
  const seconds = Object.values(goKeys);
  expect(new Set(seconds).size).toBe(seconds.length);
});
