/** What a procedure asks for. */
export const permissions = [
  "account:self",
  "practice:read",
  "practice:update",
  "patient:read",
  "patient:create",
  "patient:update",
  "patient:remove",
  "doctor:read",
  "doctor:create",
  "doctor:update",
  "doctor:remove",
  "assignment:read",
  "assignment:create",
  "assignment:update",
  "assignment:remove",
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
  clinician: new Set([...frontDesk, "patient:remove", "doctor:create", "doctor:update", "doctor:remove"]),
  reception: new Set(frontDesk),
  viewer: new Set(everyone),
};
