/** What a procedure asks for. */
export const permissions = [
  "account:self",
  "practice:create",
  "practice:read",
  "practice:update",
  "member:read",
  "member:manage",
  "api-key:manage",
  "patient:read",
  "patient:read-clinical",
  "patient:create",
  "patient:update",
  "patient:remove",
  "patient:merge",
  "doctor:read",
  "doctor:create",
  "doctor:update",
  "doctor:remove",
  "directory:manage",
  "assignment:read",
  "assignment:create",
  "assignment:update",
  "assignment:remove",
  "import:read",
  "import:run",
  "import:undo",
  "statistics:read",
  "audit:read",
  "staff:accounts",
  "staff:break-glass",
] as const;

export type Permission = (typeof permissions)[number];

/** What each lets its holder do, as docs/roles.md says it. */
export const permissionMeanings: Record<Permission, string> = {
  "account:self": "Look after one's own account and sessions, list and leave practices, accept invitations",
  "practice:create": "Make another practice, which one owns",
  "practice:read": "See the practice's name, and what one may do in it",
  "practice:update": "Rename the practice, say whether its members need a second factor",
  "member:read": "See who works in the practice, and as what",
  "member:manage": "Invite and remove members, change roles, say which doctor a member is",
  "api-key:manage": "Make and revoke API keys",
  "patient:read": "List, search and read patients, and their history, but for their `medicalHistory`",
  "patient:read-clinical":
    "See the patients' `medicalHistory`, too, and set it where patients may be added or changed",
  "patient:create": "Add patients",
  "patient:update": "Change patients",
  "patient:remove": "Remove patients, list removed ones and restore them",
  "patient:merge": "Merge patients, and undo that",
  "doctor:read": "List, search and read the directory of doctors, and its history",
  "doctor:create": "Add doctors",
  "doctor:update": "Change doctors",
  "doctor:remove": "Remove doctors, list removed ones and restore them",
  "directory:manage":
    "Change and remove doctors whom other practices added. Without it, owners may where their practice uses the doctor. Only staff can give it to a key",
  "assignment:read": "See who treats whom, and since when",
  "assignment:create": "Assign a doctor to a patient",
  "assignment:update": "Change an assignment's reason",
  "assignment:remove": "Remove assignments, list removed ones and restore them",
  "import:read": "See the practice's imports",
  "import:run": "Import patients, doctors and assignments from files",
  "import:undo": "Undo an import",
  "statistics:read": "See numbers of the practice, and which doctors have how many patients",
  "audit:read": "Read who did what in the practice, and who looked at a patient",
  "staff:accounts": "Find, deactivate and reactivate accounts, see and end their sessions and API keys",
  "staff:break-glass": "Open one patient's record in an emergency, for half an hour and a reason",
};

export const roles = ["owner", "clinician", "reception", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Every signed-in person's, whatever practice they are in, and if they are in none. */
const ofAnybody: Permission[] = ["account:self", "practice:create"];

/** Who administers the server: accounts, and no practice's patients. */
export const staffPermissions: readonly Permission[] = ["staff:accounts", "staff:break-glass"];

/**
 * What staff may do with the directory of doctors, which no practice owns. In a role's permissions the last is not: any
 * account can make itself an owner.
 */
export const directoryPermissions: readonly Permission[] = [
  ...(["doctor:read", "doctor:update", "doctor:remove"] as const),
  "directory:manage",
];

const everyone: Permission[] = [
  ...ofAnybody,
  "practice:read",
  "member:read",
  "patient:read",
  "doctor:read",
  "assignment:read",
  "statistics:read",
];
const frontDesk: Permission[] = [
  ...everyone,
  "patient:create",
  "patient:update",
  "assignment:create",
  "assignment:update",
  "assignment:remove",
];

const ofStaff = new Set<Permission>([...staffPermissions, "directory:manage"]);

/** Who may do what, readable in one place. `patient:read-clinical` is of fields: without it, `medicalHistory` is withheld. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions.filter((permission) => !ofStaff.has(permission))),
  clinician: new Set([
    ...frontDesk,
    "patient:read-clinical",
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
  viewer: new Set([...everyone, "patient:read-clinical"]),
};

/** Of who is signed in and in no practice. */
export const permissionsWithoutPractice: ReadonlySet<Permission> = new Set(ofAnybody);

/** What a staff account may do with this role, or in no practice: it works in a practice only where it was invited. */
export const permissionsOfStaff = (role: Role | null): ReadonlySet<Permission> => {
  const held = role === null ? permissionsWithoutPractice : rolePermissions[role];
  return new Set([
    ...[...held].filter((permission) => permission !== "practice:create"),
    ...staffPermissions,
    ...directoryPermissions,
  ]);
};

/** What an account may do with this role, or in no practice. */
export const permissionsOf = (role: Role | null, isStaff: boolean): ReadonlySet<Permission> => {
  if (isStaff) return permissionsOfStaff(role);
  return role === null ? permissionsWithoutPractice : rolePermissions[role];
};

/** What an API key may be given: it speaks for a service, which has no account to look after and invites nobody. */
export const grantable: readonly Permission[] = permissions.filter(
  (permission) =>
    !staffPermissions.includes(permission) &&
    !["account:self", "practice:create", "practice:update", "member:manage", "api-key:manage"].includes(
      permission,
    ),
);

const ofAssignments: readonly Permission[] = ["patient:read", "doctor:read", "assignment:read"];

/** What the answers to each show besides, refusals included: an assignment's have its patient and its doctor in them. */
export const shownBy: Partial<Record<Permission, readonly Permission[]>> = {
  "patient:read-clinical": ["patient:read"],
  "patient:create": ["patient:read"],
  "patient:update": ["patient:read"],
  // Assignments that are in the way, by who is on the other side of them.
  "patient:remove": ofAssignments,
  // It tells which fields were filled, and fills them.
  "patient:merge": ["patient:read", "patient:read-clinical"],
  "doctor:create": ["doctor:read"],
  "doctor:update": ["doctor:read"],
  "doctor:remove": ofAssignments,
  "assignment:read": ofAssignments,
  "assignment:create": ofAssignments,
  "assignment:update": ofAssignments,
  "assignment:remove": ofAssignments,
  // Who may be there already, by name.
  "import:run": ["import:read", "patient:read"],
  "import:undo": ["import:read"],
  "statistics:read": ["doctor:read"],
};
