/** What a procedure asks for. */
export const permissions = [
  "account:self",
  "practice:read",
  "practice:update",
  "patient:read",
  "patient:create",
  "patient:update",
  "patient:remove",
  "patient:merge",
  "doctor:read",
  "doctor:create",
  "doctor:update",
  "doctor:remove",
  "assignment:read",
  "assignment:create",
  "assignment:update",
  "assignment:remove",
  "import:read",
  "import:undo",
  "audit:read",
] as const;

export type Permission = (typeof permissions)[number];
export type Role = "owner" | "clinician" | "reception" | "viewer";

const everyone: Permission[] = [
  "account:self",
  "practice:read",
  "patient:read",
  "doctor:read",
  "assignment:read",
];
const frontDesk: Permission[] = [
  ...everyone,
  "patient:create",
  "patient:update",
  "assignment:create",
  "assignment:update",
  "assignment:remove",
];

/** Who may do what, readable in one place. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions),
  clinician: new Set([
    ...frontDesk,
    "patient:remove",
    "patient:merge",
    "doctor:create",
    "doctor:update",
    "doctor:remove",
    "import:read",
    "import:undo",
  ]),
  reception: new Set(frontDesk),
  viewer: new Set(everyone),
};
