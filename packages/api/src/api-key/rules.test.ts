import { expect, it } from "vitest";
import { failureOf } from "../../test/failure.ts";
import type { Permission } from "../permissions.ts";
import { requireGrantable } from "./rules.ts";

const held = new Set<Permission>(["patient:read", "patient:create"]);
const now = Date.parse("2026-06-01T00:00:00Z");
const errorsOf = async (...given: Parameters<typeof requireGrantable>) =>
  (await failureOf((async () => requireGrantable(...given))())).details.errors;

it("lets somebody give what they have, and keep what was given", () => {
  requireGrantable({ permissions: ["patient:read"], expiresAt: "2026-06-01T00:00:01Z" }, { held, now });
  requireGrantable({ permissions: ["patient:remove"] }, { held, had: ["patient:remove"], now });
  requireGrantable({ expiresAt: null }, { held, now });
});

it("names what somebody does not have, and an instant that is past", async () => {
  const permissions: Permission[] = ["patient:read", "patient:remove", "doctor:read"];
  expect(await errorsOf({ permissions, expiresAt: "2026-06-01T00:00:00Z" }, { held, now })).toEqual({
    permissions: ["You do not have patient:remove, doctor:read yourself"],
    expiresAt: ["Has to be yet to come"],
  });
});
