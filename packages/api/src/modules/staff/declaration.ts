import { declare } from "@caretype/core/kernel/module/declaration";
import type { PermissionDeclaration } from "@caretype/core/kernel/permissions/roles";

const permissions = {
  "staff:accounts": {
    says: "Find, deactivate and reactivate accounts, see and end their sessions and API keys",
    roles: "staff",
  },
  "staff:break-glass": {
    says: "Open one patient's record in an emergency, for half an hour, with a reason",
    roles: "staff",
  },
} as const satisfies Record<string, PermissionDeclaration>;

type Names = Record<keyof typeof permissions, true>;

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

/** Administration by staff accounts. */
export const staff = declare({
  name: "staff",
  needs: ["chart"],
  permissions,
});
