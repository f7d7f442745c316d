import {
  grantable,
  type Permission,
  permissionDescriptions,
  permissions,
  permissionsOfStaff,
  rolePermissions,
  roles,
} from "@caretype/api";
import { print } from "@caretype/cli/output";

type Holder = { name: string; may: (permission: Permission) => boolean };

const holders: Holder[] = [
  ...roles.map((role) => ({
    name: role,
    may: (requested: Permission) => rolePermissions[role].has(requested),
  })),
  { name: "API key", may: (requested) => grantable.includes(requested) },
  { name: "staff", may: (requested) => permissionsOfStaff(null).has(requested) },
];

export function rolesTable(): string {
  const rows = permissions.map((permission) => {
    const marks = holders.map(({ may }) => (may(permission) ? "✓" : " "));
    return `| ${[`\`${permission}\``, ...marks, permissionDescriptions[permission]].join(" | ")} |`;
  });
  const head = ["Permission", ...holders.map(({ name }) => name), "Allows to"];
  const rule = ["---", ...holders.map(() => ":-:"), "---"];
  return [`| ${head.join(" | ")} |`, `|${rule.join("|")}|`, ...rows].join("\n");
}

/** What each role may do, in Markdown. */
export function rolesCommand(): void {
  print(rolesTable());
}
