import type { Permission } from "@caretype/api";
import { expect, it } from "vitest";
import { additionAt } from "./addition.ts";

const additions = [
  { to: "/patients/new", needs: "patient:create", addsOn: ["/patients", "/today"] },
  { to: "/members/invitations", needs: "member:manage", addsOn: ["/members"] },
] as const;

const everything = () => true;

it.each([
  ["/today", "/patients/new"],
  ["/patients", "/patients/new"],
  ["/patients/0198c0de-0000-7000-8000-000000000001", "/patients/new"],
  ["/members", "/members/invitations"],
  ["/patients/new", undefined],
  ["/settings/display", undefined],
  ["/patients-of-others", undefined],
])("adds on %s: %s", (path, to) => {
  expect(additionAt(path, additions, everything)?.to).toBe(to);
});

it("adds nothing without the permission", () => {
  const may = (permission: Permission) => permission === "patient:read";
  expect(additionAt("/patients", additions, may)).toBeUndefined();
});
