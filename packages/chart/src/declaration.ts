import { changes, type EventsOf, type LoggedRecord } from "@caretype/core/kernel/event/events";
import { declare } from "@caretype/core/kernel/module/declaration";
import { careTeam, clinicians, type PermissionDeclaration } from "@caretype/core/kernel/permissions/roles";
import { chartKinds } from "./kinds.ts";

const ofRecords = ["patient:read", "doctor:read", "clinical:read"] as const;

const permissions = {
  "clinical:read": {
    says: "Read patients' clinical records: encounters, conditions, allergies, observations, notes, medications, immunizations and procedures",
    roles: careTeam,
    shows: ["patient:read", "doctor:read"],
  },
  "clinical:write": {
    says: "Add and change clinical records, and enter them in error. Write notes",
    roles: clinicians,
    shows: ofRecords,
  },
  "clinical:sign": {
    says: "Sign notes and add to signed ones, as a linked doctor. Lock encounters",
    roles: clinicians,
    shows: ofRecords,
  },
  "clinical:restricted": {
    says: "Restrict clinical records, choose who may read them, and open others' restricted records with a reason, which owners are told",
    roles: clinicians,
    shows: ofRecords,
  },
} as const satisfies Record<string, PermissionDeclaration>;

const isRead = { reads: "clinical:read", actions: changes } as const;
const records = {
  encounter: isRead,
  condition: isRead,
  allergy: isRead,
  observation: isRead,
  note: { reads: "clinical:read", actions: [...changes, "amended"] },
  medication: isRead,
  immunization: isRead,
  procedure: isRead,
  noteKind: isRead,
} as const satisfies Record<string, LoggedRecord>;

type Names = Record<keyof typeof permissions, true>;
type Events = EventsOf<typeof records>;

declare module "@caretype/core/kernel/event/events" {
  interface EventTypes extends Events {}
}

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

export const chart = declare({
  name: "chart",
  needs: ["identity"],
  kinds: chartKinds,
  permissions,
  records,
});
