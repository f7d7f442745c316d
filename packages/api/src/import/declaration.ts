import { declare } from "../kernel/module/declaration.ts";
import { clinicians, type PermissionDeclaration } from "../kernel/permissions/roles.ts";

const permissions = {
  "import:read": { says: "See the practice's imports", roles: clinicians },
  // The check lists possible duplicates by name.
  "import:run": {
    says: "Import patients, doctors and assignments from files",
    roles: clinicians,
    shows: ["import:read", "patient:read"],
  },
  "import:undo": { says: "Undo an import", roles: clinicians, shows: ["import:read"] },
} as const satisfies Record<string, PermissionDeclaration>;

type Names = Record<keyof typeof permissions, true>;

declare module "../kernel/permissions/permissions.ts" {
  interface Permissions extends Names {}
}

/** Imports from files, and their undo. */
export const imports = declare({
  name: "import",
  needs: ["people", "scheduling", "chart"],
  permissions,
});
