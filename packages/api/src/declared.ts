// What all modules declare, for browsers, settings and commands, which have no router.

import { recordKinds } from "@caretype/core/kernel/error/record-kinds";
import { restDialects } from "@caretype/core/kernel/field/dialect";
import { fillDeclared } from "@caretype/core/kernel/module/fill-lists";
import { permissions } from "@caretype/core/kernel/permissions/permissions";
import { declarations } from "./declarations.ts";

// Not in a server, which has filled the lists with those of its own modules.
if (permissions.length === 0) fillDeclared(declarations);

// biome-ignore lint/performance/noBarrelFile: importing it fills the lists.
export {
  grantable,
  type Permission,
  permissionDescriptions,
  permissions,
  type Role,
  rolePermissions,
  roles,
  shownBy,
} from "@caretype/core/kernel/permissions/permissions";
export { recordKinds, restDialects };
