import { changes, type EventsOf, type LoggedRecord } from "@caretype/core/kernel/event/events";
import { declare } from "@caretype/core/kernel/module/declaration";
import {
  clinicians,
  everyone,
  frontDesk,
  type PermissionDeclaration,
} from "@caretype/core/kernel/permissions/roles";
import { schedulingKinds } from "./kinds.ts";

const ofAppointments = ["patient:read", "doctor:read"] as const;

const permissions = {
  "appointment:read": {
    says: "See appointments, free slots, opening hours, visit types and rooms",
    roles: everyone,
    shows: ofAppointments,
  },
  "appointment:create": {
    says: "Book appointments, one or a series, and hold slots",
    roles: frontDesk,
    shows: [...ofAppointments, "appointment:read"],
  },
  "appointment:update": {
    says: "Confirm, move and cancel appointments, check patients in, and complete visits",
    roles: frontDesk,
    shows: [...ofAppointments, "appointment:read"],
  },
  "appointment:override": {
    says: "Book at a time when the doctor is not free, with a reason",
    roles: clinicians,
    shows: ["appointment:create", ...ofAppointments, "appointment:read"],
  },
  "schedule:manage": {
    says: "Set doctors' opening hours and the practice's holidays, and manage visit types and rooms",
    roles: frontDesk,
    shows: [...ofAppointments, "appointment:read"],
  },
} as const satisfies Record<string, PermissionDeclaration>;

const isRead = { reads: "appointment:read", actions: changes } as const;
const records = {
  appointment: isRead,
  openingHours: isRead,
  visitType: isRead,
  room: isRead,
} as const satisfies Record<string, LoggedRecord>;

type Names = Record<keyof typeof permissions, true>;
type Events = EventsOf<typeof records>;

declare module "@caretype/core/kernel/event/events" {
  interface EventTypes extends Events {}
}

declare module "@caretype/core/kernel/permissions/permissions" {
  interface Permissions extends Names {}
}

export const scheduling = declare({
  name: "scheduling",
  needs: ["identity"],
  kinds: schedulingKinds,
  permissions,
  records,
});
