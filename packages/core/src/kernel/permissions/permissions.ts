import { refill } from "./refill.ts";
import { type PermissionDeclaration, type Role, roles } from "./roles.ts";

export { type Role, roles };

/**
 * The names of all permissions. Each module adds its own. Those here are identity's, and the core names them.
 * @public
 */
export interface Permissions {
  "account:self": true;
  "practice:create": true;
  "member:read": true;
}

export type Permission = keyof Permissions & string;

// The lists below are filled by `fillPermissions`, so read them when they are needed, not when a file is loaded.

/** What each permission allows, as shown in docs/use/roles.md. */
export const permissionDescriptions = {} as Record<Permission, string>;

export const permissions: Permission[] = [];

/** Permissions for administering the server. They give no access to a practice's patients. */
const ofStaff: Permission[] = [];
export const staffPermissions: readonly Permission[] = ofStaff;

/**
 * Staff permissions for the directory of doctors, which no practice owns. No role includes `directory:manage`,
 * because any account can become an owner by creating a practice.
 */
const ofDirectory: Permission[] = [];
export const directoryPermissions: readonly Permission[] = ofDirectory;

const byRole: Record<Role, Set<Permission>> = {
  owner: new Set(),
  clinician: new Set(),
  reception: new Set(),
  viewer: new Set(),
};

/** The permissions of each role. Without `patient:read-clinical`, `medicalHistory` is withheld. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = byRole;

const withoutPractice = new Set<Permission>();
/** Permissions of an account that is in no practice. */
export const permissionsWithoutPractice: ReadonlySet<Permission> = withoutPractice;

const byKeys: Permission[] = [];
/** Permissions that an API key may have. A key acts for a service: it has no account and invites nobody. */
export const grantable: readonly Permission[] = byKeys;

const shown: Partial<Record<Permission, readonly Permission[]>> = {};
/** The permissions whose records an answer or refusal also shows: an assignment contains its patient and doctor. */
export const shownBy: Readonly<Partial<Record<Permission, readonly Permission[]>>> = shown;

type Declared = { permissions?: Readonly<Record<string, PermissionDeclaration>> };

/** Replaces all permissions with those of these modules. */
export function fillPermissions(declarations: readonly Declared[]): void {
  for (const list of [permissions, ofStaff, ofDirectory, byKeys]) list.length = 0;
  for (const held of [...Object.values(byRole), withoutPractice]) held.clear();
  refill(permissionDescriptions, []);
  refill<readonly Permission[]>(shown, []);
  // The names of the interface are those of the declarations.
  for (const declaration of declarations)
    for (const [name, declared] of Object.entries(declaration.permissions ?? {}))
      add(name as Permission, declared);
}

function add(name: Permission, declared: PermissionDeclaration): void {
  const { says, roles: holders, isForStaff = false, isGrantable = true, shows } = declared;
  permissions.push(name);
  Object.assign(permissionDescriptions, { [name]: says });
  if (holders === "staff") ofStaff.push(name);
  if (holders === "directory" || isForStaff) ofDirectory.push(name);
  if (holders === "account") withoutPractice.add(name);
  for (const role of holdersOf(holders)) byRole[role].add(name);
  if (isGrantable && holders !== "staff") byKeys.push(name);
  if (shows) Object.assign(shown, { [name]: shows });
}

function holdersOf(holders: PermissionDeclaration["roles"]): readonly Role[] {
  if (holders === "account") return roles;
  return typeof holders === "string" ? [] : holders;
}

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
