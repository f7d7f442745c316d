import type { Permission } from "@caretype/api";
import { declarations } from "@caretype/api/declarations";
import { modules } from "./server-facts.ts";

/** Whether a running module has this permission. */
export const isOffered = (permission: Permission): boolean =>
  modules.length === 0 ||
  declarations.some(
    ({ name, permissions = {} }) => modules.includes(name) && Object.hasOwn(permissions, permission),
  );
