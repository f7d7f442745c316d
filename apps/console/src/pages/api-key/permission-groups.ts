import { grantable, type Permission, rolePermissions, shownBy } from "@caretype/api/permissions";
import { commonTexts } from "../../words/common/common.ts";
import { texts as apiKeyTexts } from "./texts.en.ts";

const labels = { patient: commonTexts.patients, doctor: commonTexts.doctors, ...apiKeyTexts.groups };

type Group = keyof typeof labels;

const isGroup = (subject: string): subject is Group => Object.hasOwn(labels, subject);

/** `directory:manage` is about doctors. */
const subjectOf = (permission: Permission) =>
  permission === "directory:manage" ? "doctor" : (permission.split(":")[0] ?? "");
const groupOf = (permission: Permission): Group => {
  const subject = subjectOf(permission);
  return isGroup(subject) ? subject : "practice";
};

/** The permissions that a key can have, by subject, in the API's order. */
export const permissionGroups: readonly { label: string; permissions: readonly Permission[] }[] =
  Object.entries(labels).map(([group, label]) => ({
    label,
    permissions: grantable.filter((one) => groupOf(one) === group),
  }));

/** What programs usually need. Who gives it can leave out single permissions. */
export const presets = {
  read: grantable.filter((permission) => permission.includes(":read")),
  desk: grantable.filter((permission) => rolePermissions.reception.has(permission)),
  import: grantable.filter((permission) => permission.startsWith("import:")),
  all: grantable,
} as const satisfies Record<string, readonly Permission[]>;

export const isGrantable = (text: string): text is Permission => grantable.some((one) => one === text);

/** The permissions that the chosen ones require, as their answers contain such data. */
export const requiredBy = (chosen: readonly Permission[]): ReadonlySet<Permission> =>
  new Set(chosen.flatMap((permission) => shownBy[permission] ?? []));

export const withRequired = (chosen: readonly Permission[]): Permission[] => [
  ...new Set([...chosen, ...requiredBy(chosen)]),
];
