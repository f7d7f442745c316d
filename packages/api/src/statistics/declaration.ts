import { declare } from "../kernel/module/declaration.ts";
import { everyone, type PermissionDeclaration } from "../kernel/permissions/roles.ts";

const permissions = {
  "statistics:read": {
    says: "See the practice's statistics, including patients per doctor",
    roles: everyone,
    shows: ["doctor:read"],
  },
} as const satisfies Record<string, PermissionDeclaration>;

type Names = Record<keyof typeof permissions, true>;

declare module "../kernel/permissions/permissions.ts" {
  interface Permissions extends Names {}
}

/** The practice's numbers. */
export const statistics = declare({
  name: "statistics",
  needs: ["people", "scheduling"],
  permissions,
});
