import {
  grantable,
  type Permission,
  rolePermissions,
  shownBy,
} from "@caretype/core/kernel/permissions/permissions";
import { failureOf } from "@caretype/test-api/failure";
import { expect, it } from "vitest";
import { requireGrantable } from "./rules.ts";

const held = new Set<Permission>(["patient:read", "patient:create"]);
const now = Date.parse("2026-06-01T00:00:00Z");
const errorsOf = async (...given: Parameters<typeof requireGrantable>) =>
  (await failureOf((async () => requireGrantable(...given))())).details.errors;

it("allows granting own permissions, and keeping granted ones", () => {
  const soon = { permissions: [...held], expiresAt: "2026-06-01T00:00:01Z" };
  expect(() => requireGrantable(soon, { held, now })).not.toThrow();
  const had: Permission[] = ["audit:read"];
  expect(() => requireGrantable({ permissions: had }, { held, had, now })).not.toThrow();
  expect(() => requireGrantable({ expiresAt: null }, { held, now })).not.toThrow();
});

it("names lacking permissions, and an expiry in the past", async () => {
  const permissions: Permission[] = ["patient:read", "audit:read", "doctor:read"];
  expect(await errorsOf({ permissions, expiresAt: "2026-06-01T00:00:00Z" }, { held, now })).toEqual({
    permissions: ["You do not have audit:read, doctor:read yourself"],
    expiresAt: ["Must be in the future"],
  });
});

const toRead: [Permission, Permission[]][] = [
  ["patient:read-clinical", ["patient:read"]],
  ["patient:create", ["patient:read"]],
  ["patient:update", ["patient:read"]],
  ["patient:remove", ["patient:read", "doctor:read", "assignment:read"]],
  ["patient:merge", ["patient:read", "patient:read-clinical"]],
  ["doctor:create", ["doctor:read"]],
  ["doctor:update", ["doctor:read"]],
  ["doctor:remove", ["patient:read", "doctor:read", "assignment:read"]],
  ["assignment:read", ["patient:read", "doctor:read"]],
  ["assignment:create", ["patient:read", "doctor:read", "assignment:read"]],
  ["assignment:update", ["patient:read", "doctor:read", "assignment:read"]],
  ["assignment:remove", ["patient:read", "doctor:read", "assignment:read"]],
  ["import:run", ["patient:read", "import:read"]],
  ["import:undo", ["import:read"]],
  ["saved-view:manage", ["saved-view:read"]],
  ["appointment:read", ["patient:read", "doctor:read"]],
  ["appointment:create", ["patient:read", "doctor:read", "appointment:read"]],
  ["appointment:update", ["patient:read", "doctor:read", "appointment:read"]],
  ["appointment:override", ["patient:read", "doctor:read", "appointment:read", "appointment:create"]],
  ["schedule:manage", ["patient:read", "doctor:read", "appointment:read"]],
  ["clinical:read", ["patient:read", "doctor:read"]],
  ["clinical:write", ["patient:read", "doctor:read", "clinical:read"]],
  ["clinical:sign", ["patient:read", "doctor:read", "clinical:read"]],
  ["clinical:restricted", ["patient:read", "doctor:read", "clinical:read"]],
  ["statistics:read", ["doctor:read"]],
];

it.each(toRead)("%s requires what its answers show", async (permission, shown) => {
  const everything = { held: new Set(grantable), now };
  const refusalOf = (permissions: Permission[]) => errorsOf({ permissions }, everything);
  expect(await refusalOf([permission])).toEqual({
    permissions: [`Also requires ${shown.join(", ")}`],
  });
  requireGrantable({ permissions: [permission, ...shown] }, everything);
  // Even if the key had it before.
  expect(
    await errorsOf({ permissions: [permission] }, { ...everything, had: [permission] }),
  ).not.toBeUndefined();
});

it("accepts all others", () => {
  const others = grantable.filter((permission) => shownBy[permission] === undefined);
  for (const permission of others)
    requireGrantable({ permissions: [permission] }, { held: new Set(grantable), now });
  expect(others).toContain("audit:read");
});

it.each(Object.entries(rolePermissions))("all permissions of %s can be granted", (_, may) => {
  const permissions = grantable.filter((permission) => may.has(permission));
  expect(() => requireGrantable({ permissions }, { held: may, now })).not.toThrow();
});
