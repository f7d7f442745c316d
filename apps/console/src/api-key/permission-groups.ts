import { grantable, type Permission, shownBy } from "@caretype/api/permissions";

const labels: Record<string, string> = {
  patient: "Patients",
  doctor: "Doctors",
  assignment: "Assignments",
  import: "Imports",
};
const otherGroup = "The practice";

/** `directory:manage` is about doctors. */
const subjectOf = (permission: Permission) =>
  permission === "directory:manage" ? "doctor" : (permission.split(":")[0] ?? "");
const groupOf = (permission: Permission) => labels[subjectOf(permission)] ?? otherGroup;

/** The permissions that a key can have, by subject, in the API's order. */
export const permissionGroups: readonly { label: string; permissions: readonly Permission[] }[] = [
  ...Object.values(labels),
  otherGroup,
].map((label) => ({ label, permissions: grantable.filter((one) => groupOf(one) === label) }));

export const isGrantable = (text: string): text is Permission => grantable.some((one) => one === text);

/** The permissions that the chosen ones require, as their answers contain such data. */
export const requiredBy = (chosen: readonly Permission[]): ReadonlySet<Permission> =>
  new Set(chosen.flatMap((permission) => shownBy[permission] ?? []));

/** The chosen permissions with those that they require. */
export const withRequired = (chosen: readonly Permission[]): Permission[] => [
  ...new Set([...chosen, ...requiredBy(chosen)]),
];
