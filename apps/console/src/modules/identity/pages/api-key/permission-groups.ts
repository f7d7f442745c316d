import { grantable, type Permission, rolePermissions, shownBy } from "@caretype/api/declared";
import { isOffered } from "../../../../kit/settings/offered-permissions.ts";
import { commonTexts } from "../../../../words/common/common.ts";
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

const offered = grantable.filter(isOffered);

/** A key's possible permissions by subject, in the API's order. */
export const permissionGroups: readonly { label: string; permissions: readonly Permission[] }[] =
  Object.entries(labels)
    .map(([group, label]) => ({
      label,
      permissions: offered.filter((one) => groupOf(one) === group),
    }))
    .filter((group) => group.permissions.length > 0);

/** What programs usually need. Single permissions can be deselected. */
export const presets = {
  read: offered.filter((permission) => permission.includes(":read")),
  desk: offered.filter((permission) => rolePermissions.reception.has(permission)),
  import: offered.filter((permission) => permission.startsWith("import:")),
  all: offered,
} as const satisfies Record<string, readonly Permission[]>;

export const isGrantable = (text: string): text is Permission => grantable.some((one) => one === text);

/** Permissions that the chosen ones require, as their responses contain such data. */
export const requiredBy = (chosen: readonly Permission[]): ReadonlySet<Permission> =>
  new Set(chosen.flatMap((permission) => shownBy[permission] ?? []));

export const withRequired = (chosen: readonly Permission[]): Permission[] => [
  ...new Set([...chosen, ...requiredBy(chosen)]),
];
