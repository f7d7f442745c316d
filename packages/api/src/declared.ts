// What all modules declare, for browsers, settings and commands, which have no router.

import { declarations } from "./declarations.ts";
import { fillKinds, recordKinds } from "./kernel/error/record-kinds.ts";
import { fillPermissions, permissions } from "./kernel/permissions/permissions.ts";

// Not in a server, which has filled the lists with those of its own modules.
if (permissions.length === 0) {
  fillPermissions(declarations);
  fillKinds(declarations);
}

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
} from "./kernel/permissions/permissions.ts";
export { recordKinds };
