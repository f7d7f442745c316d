import type { EventsOf, LoggedRecord } from "@caretype/core/kernel/event/events";
import { declare } from "@caretype/core/kernel/module/declaration";
import { clinicians, type PermissionDeclaration } from "@caretype/core/kernel/permissions/roles";

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

/** Everybody who sees patients has to read them anew. */
const records = {
  import: { reads: "patient:read", actions: ["completed", "undone"] },
} as const satisfies Record<string, LoggedRecord>;

type Names = Record<keyof typeof permissions, true>;
type Events = EventsOf<typeof records>;

declare module "@caretype/core/kernel/event/events" {
  interface EventTypes extends Events {}
}

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

/** Imports from files, and their undo. */
export const imports = declare({
  name: "import",
  needs: ["scheduling", "chart"],
  permissions,
  records,
});
