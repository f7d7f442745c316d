import { declare } from "@caretype/core/kernel/module/declaration";
import { everyone, type PermissionDeclaration } from "@caretype/core/kernel/permissions/roles";

const permissions = {
  "statistics:read": {
    says: "See the practice's statistics, including patients per doctor",
    roles: everyone,
    shows: ["doctor:read"],
  },
} as const satisfies Record<string, PermissionDeclaration>;

type Names = Record<keyof typeof permissions, true>;

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

export const statistics = declare({
  name: "statistics",
  needs: ["scheduling"],
  permissions,
});
