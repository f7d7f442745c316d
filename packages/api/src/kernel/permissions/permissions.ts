/** The permissions that procedures require, and what each allows, as shown in docs/roles.md. */
export const permissionDescriptions = {
  "account:self":
    "Manage one's own account, sessions and notifications, list and leave practices, accept invitations",
  "practice:create": "Create another practice, as its owner",
  "practice:read": "See the practice's name and one's own permissions in it",
  "practice:update":
    "Change the practice's name and time zone, require a second factor of its members, add and remove sample data",
  "member:read": "See the practice's members and their roles",
  "member:manage": "Invite and remove members, change roles, link members to doctors",
  "api-key:manage": "Create and revoke API keys",
  "patient:read": "List, search and read patients and their history, without `medicalHistory`",
  "patient:read-clinical": "See `medicalHistory`, and set it when adding or changing patients",
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
  "schedule:manage":
    "Set doctors' opening hours and the practice's holidays, and manage visit types and rooms",
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
};
export type Permission = keyof typeof permissionDescriptions;

// `Object.keys` widens the keys to string.
export const permissions = Object.keys(permissionDescriptions) as Permission[];

export const roles = ["owner", "clinician", "reception", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Permissions of every signed-in account, with or without a practice. */
const basePermissions: Permission[] = ["account:self", "practice:create"];

/** Permissions for administering the server. They give no access to a practice's patients. */
export const staffPermissions: readonly Permission[] = ["staff:accounts", "staff:break-glass"];

/**
 * Staff permissions for the directory of doctors, which no practice owns. No role includes `directory:manage`,
 * because any account can become an owner by creating a practice.
 */
export const directoryPermissions: readonly Permission[] = [
  ...(["doctor:read", "doctor:update", "doctor:remove"] as const),
  "directory:manage",
];

const everyone: Permission[] = [
  ...basePermissions,
  "practice:read",
  "member:read",
  "patient:read",
  "doctor:read",
  "assignment:read",
  "appointment:read",
  "saved-view:read",
  "statistics:read",
];
const frontDesk: Permission[] = [
  ...everyone,
  "patient:create",
  "patient:update",
  "assignment:create",
  "assignment:update",
  "appointment:create",
  "appointment:update",
  "schedule:manage",
  "saved-view:manage",
  "assignment:remove",
];

const ofStaff = new Set<Permission>([...staffPermissions, "directory:manage"]);

/** The permissions of each role. Without `patient:read-clinical`, `medicalHistory` is withheld. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions.filter((permission) => !ofStaff.has(permission))),
  clinician: new Set([
    ...frontDesk,
    "appointment:override",
    "patient:read-clinical",
    "clinical:read",
    "clinical:write",
    "clinical:sign",
    "clinical:restricted",
    "patient:remove",
    "patient:merge",
    "doctor:create",
    "doctor:update",
    "doctor:remove",
    "import:read",
    "import:run",
    "import:undo",
  ]),
  reception: new Set(frontDesk),
  viewer: new Set([...everyone, "patient:read-clinical", "clinical:read"]),
};

/** Permissions of an account that is in no practice. */
export const permissionsWithoutPractice: ReadonlySet<Permission> = new Set(basePermissions);

/** Permissions of a staff account with this role, or in no practice. Staff join practices only by invitation. */
export const permissionsOfStaff = (role: Role | null): ReadonlySet<Permission> => {
  const held = role === null ? permissionsWithoutPractice : rolePermissions[role];
  return new Set([
    ...[...held].filter((permission) => permission !== "practice:create"),
    ...staffPermissions,
    ...directoryPermissions,
  ]);
};

/** Permissions of an account with this role, or in no practice. */
export const permissionsOf = (role: Role | null, isStaff: boolean): ReadonlySet<Permission> => {
  if (isStaff) return permissionsOfStaff(role);
  return role === null ? permissionsWithoutPractice : rolePermissions[role];
};

/** Permissions that an API key may have. A key acts for a service: it has no account and invites nobody. */
export const grantable: readonly Permission[] = permissions.filter(
  (permission) =>
    !staffPermissions.includes(permission) &&
    !["account:self", "practice:create", "practice:update", "member:manage", "api-key:manage"].includes(
      permission,
    ),
);

const ofAssignments: readonly Permission[] = ["patient:read", "doctor:read", "assignment:read"];

const ofAppointments: readonly Permission[] = ["patient:read", "doctor:read"];

/** The permissions whose records an answer or refusal also shows: an assignment contains its patient and doctor. */
export const shownBy: Partial<Record<Permission, readonly Permission[]>> = {
  "patient:read-clinical": ["patient:read"],
  "patient:create": ["patient:read"],
  "patient:update": ["patient:read"],
  // A refusal lists the assignments that block it, with the patient or doctor of each.
  "patient:remove": ofAssignments,
  // A merge shows which fields were filled, and fills them.
  "patient:merge": ["patient:read", "patient:read-clinical"],
  "doctor:create": ["doctor:read"],
  "doctor:update": ["doctor:read"],
  "doctor:remove": ofAssignments,
  "assignment:read": ofAssignments,
  "assignment:create": ofAssignments,
  "assignment:update": ofAssignments,
  "assignment:remove": ofAssignments,
  "appointment:read": ofAppointments,
  "appointment:create": [...ofAppointments, "appointment:read"],
  "appointment:update": [...ofAppointments, "appointment:read"],
  "appointment:override": ["appointment:create", ...ofAppointments, "appointment:read"],
  "schedule:manage": [...ofAppointments, "appointment:read"],
  // The check lists possible duplicates by name.
  "import:run": ["import:read", "patient:read"],
  "saved-view:manage": ["saved-view:read"],
  "clinical:read": ["patient:read", "doctor:read"],
  "clinical:write": ["patient:read", "doctor:read", "clinical:read"],
  "clinical:sign": ["patient:read", "doctor:read", "clinical:read"],
  "clinical:restricted": ["patient:read", "doctor:read", "clinical:read"],
  "import:undo": ["import:read"],
  "statistics:read": ["doctor:read"],
};
