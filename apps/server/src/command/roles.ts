import {
  grantable,
  type Permission,
  permissionMeanings,
  permissions,
  permissionsOfStaff,
  rolePermissions,
  roles,
} from "@caretype/api";
import { print } from "../log/output.ts";

type Holder = { name: string; may: (permission: Permission) => boolean };

const holders: Holder[] = [
  ...roles.map((role) => ({ name: role, may: (asked: Permission) => rolePermissions[role].has(asked) })),
  { name: "API key", may: (asked) => grantable.includes(asked) },
  { name: "staff", may: (asked) => permissionsOfStaff(null).has(asked) },
];

export function rolesTable(): string {
  const rows = permissions.map((permission) => {
    const marks = holders.map(({ may }) => (may(permission) ? "✓" : " "));
    return `| ${[`\`${permission}\``, ...marks, permissionMeanings[permission]].join(" | ")} |`;
  });
  const head = ["Permission", ...holders.map(({ name }) => name), "Allows to"];
  const rule = ["---", ...holders.map(() => ":-:"), "---"];
  return [`| ${head.join(" | ")} |`, `|${rule.join("|")}|`, ...rows].join("\n");
}

/** What each role may do, in Markdown. */
export function rolesCommand(): void {
  print(rolesTable());
}
