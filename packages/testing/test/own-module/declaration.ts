import { changes, type EventsOf, type LoggedRecord } from "@caretype/core/kernel/event/events";
import { declare } from "@caretype/core/kernel/module/declaration";
import { everyone, frontDesk, type PermissionDeclaration } from "@caretype/core/kernel/permissions/roles";

const permissions = {
  "transport:read": { says: "See rides", roles: everyone, shows: ["patient:read"] },
  "transport:manage": { says: "Order and cancel rides", roles: frontDesk, shows: ["transport:read"] },
} as const satisfies Record<string, PermissionDeclaration>;

const records = {
  transport: { reads: "transport:read", actions: changes },
} as const satisfies Record<string, LoggedRecord>;

type Names = Record<keyof typeof permissions, true>;
type Events = EventsOf<typeof records>;

declare module "@caretype/core/kernel/event/events" {
  interface EventTypes extends Events {}
}

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

/** Rides that bring patients to the practice. */
export const transport = declare({
  name: "transport",
  needs: ["identity"],
  permissions,
  records,
  kinds: { transport: { one: "a ride", many: "rides" } },
  verbs: { Sent: "send" },
  migratesFrom: import.meta.url,
});

declare module "@caretype/core/kernel/audit-log/description" {
  interface Verbs {
    Sent: true;
  }
}

declare module "@caretype/core/kernel/error/record-kinds" {
  interface RecordKinds {
    transport: (typeof transport)["kinds"]["transport"];
  }
}
