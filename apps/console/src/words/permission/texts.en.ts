import type { Permission } from "@caretype/api";

export const texts = {
  "account:self":
    "Manage one's own account, sessions and notifications, list and leave practices, accept invitations",
  "practice:create": "Create another practice, as its owner",
  "practice:read": "See the practice's name and one's own permissions in it",
  "practice:update":
    "Change the practice's name and time zone, require a second factor of its members, add and remove sample data",
  "member:read": "See the practice's members and their roles",
  "member:manage": "Invite and remove members, change roles, link members to doctors",
  "api-key:manage": "Create and revoke API keys",
  "patient:read": "List, search and read patients and their history, without medical history",
  "patient:read-clinical": "See medical history, and set it when adding or changing patients",
  "patient:create": "Add patients",
  "patient:update": "Change patients",
  "patient:remove": "Remove patients, list removed ones and restore them",
  "patient:merge": "Merge patients, undo merges, and mark patients as different people",
  "doctor:read": "List, search and read the directory of doctors, and its history",
  "doctor:create": "Add doctors",
  "doctor:update": "Change doctors",
  "doctor:remove": "Remove doctors, list removed ones and restore them",
  "directory:manage":
    "Change and remove doctors that other practices added. Owners may do so without it for doctors their practice uses. Only staff can grant it to a key",
  "assignment:read": "See which doctors treat which patients, and since when",
  "assignment:create": "Assign a doctor to a patient",
  "assignment:update": "Change an assignment's reason",
  "assignment:remove": "Remove assignments, list removed ones and restore them",
  "appointment:read": "See appointments, free slots, opening hours, visit types and rooms",
  "appointment:create": "Book appointments, one or a series, and hold slots",
  "appointment:update": "Confirm, move and cancel appointments, check patients in, and complete visits",
  "appointment:override": "Book at a time when the doctor is not free, with a reason",
  "schedule:manage": "Set doctors' opening hours, and manage visit types and rooms",
  "saved-view:read": "Use the practice's saved views of lists",
  "saved-view:manage": "Save, rename, change and remove views, which all members see",
  "clinical:read":
    "Read patients' clinical records: encounters, conditions, allergies, observations, notes, medications, immunizations and procedures",
  "clinical:write": "Add and change clinical records, and enter them in error. Write notes",
  "clinical:sign": "Sign notes and add to signed ones, as a linked doctor. Lock encounters",
  "clinical:restricted":
    "Restrict clinical records, choose who may read them, and open others' restricted records with a reason, which owners are told",
  "import:read": "See the practice's imports",
  "import:run": "Import patients, doctors and assignments from files",
  "import:undo": "Undo an import",
  "statistics:read": "See the practice's statistics, including patients per doctor",
  "audit:read": "Read the practice's audit and patients' access logs",
  "staff:accounts": "Find, deactivate and reactivate accounts, see and end their sessions and API keys",
  "staff:break-glass": "Open one patient's record in an emergency, for half an hour, with a reason",
} satisfies Record<Permission, string>;
