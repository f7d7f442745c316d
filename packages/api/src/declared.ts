// Fills the declared lists for browsers, settings and commands, which load no router.

import { recordKinds } from "@caretype/core/kernel/error/record-kinds";
import { restDialects } from "@caretype/core/kernel/field/dialect";
import { fillDeclared } from "@caretype/core/kernel/module/fill-lists";
import { permissions } from "@caretype/core/kernel/permissions/permissions";
import { declarations } from "./declarations.ts";

// A server has already filled the lists with those of the modules it runs.
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
