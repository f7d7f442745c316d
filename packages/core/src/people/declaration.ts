import { changes, type EventsOf, type LoggedRecord } from "../kernel/event/events.ts";
import { declare } from "../kernel/module/declaration.ts";
import {
  careTeam,
  clinicians,
  everyone,
  frontDesk,
  owners,
  type PermissionDeclaration,
} from "../kernel/permissions/roles.ts";
import { peopleKinds } from "./kinds.ts";

// A refused removal lists the blocking assignments with patient and doctor. A merge fills fields and shows which.
const ofAssignments = ["patient:read", "doctor:read", "assignment:read"] as const;

const permissions = {
  "patient:read": {
    says: "List, search and read patients and their history, without `medicalHistory`",
    roles: everyone,
  },
  "patient:read-clinical": {
    says: "See `medicalHistory`, and set it when adding or changing patients",
    roles: careTeam,
    shows: ["patient:read"],
  },
  "patient:create": { says: "Add patients", roles: frontDesk, shows: ["patient:read"] },
  "patient:update": { says: "Change patients", roles: frontDesk, shows: ["patient:read"] },
  "patient:remove": {
    says: "Remove patients, list removed ones and restore them",
    roles: clinicians,
    shows: ofAssignments,
  },
  "patient:merge": {
    says: "Merge patients, undo merges, and mark patients as different people",
    roles: clinicians,
    shows: ["patient:read", "patient:read-clinical"],
  },
  "doctor:read": {
    says: "List, search and read the directory of doctors, and its history",
    roles: everyone,
    isForStaff: true,
  },
  "doctor:create": { says: "Add doctors", roles: clinicians, shows: ["doctor:read"] },
  "doctor:update": { says: "Change doctors", roles: clinicians, isForStaff: true, shows: ["doctor:read"] },
  "doctor:remove": {
    says: "Remove doctors, list removed ones and restore them",
    roles: clinicians,
    isForStaff: true,
    shows: ofAssignments,
  },
  "directory:manage": {
    says: "Change and remove doctors that other practices added. Owners may do so without it for doctors their practice uses. Only staff can grant it to a key",
    roles: "directory",
  },
  "assignment:read": {
    says: "See which doctors treat which patients, and since when",
    roles: everyone,
    shows: ofAssignments,
  },
  "assignment:create": { says: "Assign a doctor to a patient", roles: frontDesk, shows: ofAssignments },
  "assignment:update": { says: "Change an assignment's reason", roles: frontDesk, shows: ofAssignments },
  "assignment:remove": {
    says: "Remove assignments, list removed ones and restore them",
    roles: frontDesk,
    shows: ofAssignments,
  },
  "saved-view:read": { says: "Use the practice's saved views of lists", roles: everyone },
  "saved-view:manage": {
    says: "Save, rename, change and remove views, which all members see",
    roles: frontDesk,
    shows: ["saved-view:read"],
  },
  "event:read": {
    says: "List the changes of the records that the other permissions let you read",
    roles: everyone,
  },
  "audit:read": { says: "Read the practice's audit and patients' access logs", roles: owners },
} as const satisfies Record<string, PermissionDeclaration>;

/** Doctors belong to no practice, so the log lacks the directory. */
const records = {
  patient: {
    reads: "patient:read",
    guardedBy: "patient:read-clinical",
    actions: [...changes, "merged", "unmerged", "erased"],
  },
  assignment: { reads: "assignment:read", actions: changes },
  savedView: { reads: "saved-view:read", actions: changes },
} as const satisfies Record<string, LoggedRecord>;

type Names = Record<keyof typeof permissions, true>;
type Events = EventsOf<typeof records>;

declare module "../kernel/event/events.ts" {
  interface EventTypes extends Events {}
}

declare module "../kernel/permissions/permissions.ts" {
  interface Permissions extends Names {}
}

/** Patients, doctors, assignments, saved views, events, and the audit. */
export const people = declare({
  name: "people",
  needs: [],
  kinds: peopleKinds,
  permissions,
  records,
});
