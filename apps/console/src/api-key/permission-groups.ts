import { grantable, type Permission, shownBy } from "@caretype/api/permissions";

const labels: Record<string, string> = {
  patient: "Patients",
  doctor: "Doctors",
  assignment: "Assignments",
  import: "Imports",
};
const otherwise = "The practice";

/** The directory is that of the doctors. */
const subjectOf = (permission: Permission) =>
  permission === "directory:manage" ? "doctor" : (permission.split(":")[0] ?? "");
const groupOf = (permission: Permission) => labels[subjectOf(permission)] ?? otherwise;

/** What a key can be given, by what it is about, in the order in which the API has it. */
export const permissionGroups: readonly { label: string; permissions: readonly Permission[] }[] = [
  ...Object.values(labels),
  otherwise,
].map((label) => ({ label, permissions: grantable.filter((one) => groupOf(one) === label) }));

export const isGrantable = (text: string): text is Permission => grantable.some((one) => one === text);

/** What the answers to these show besides: a key has to have that, too. */
export const comesWith = (chosen: readonly Permission[]): ReadonlySet<Permission> =>
  new Set(chosen.flatMap((permission) => shownBy[permission] ?? []));

/** What a key is given when these are chosen. */
export const givenBy = (chosen: readonly Permission[]): Permission[] => [
  ...new Set([...chosen, ...comesWith(chosen)]),
];
