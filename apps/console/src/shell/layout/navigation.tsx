import type { Permission } from "@caretype/api";
import {
  IconCalendarStats,
  IconHistory,
  IconKey,
  IconShieldLock,
  IconStethoscope,
  IconTableImport,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { usePermissions } from "../../session/use-practice.ts";
import classes from "./navigation.module.css";

type Entry = { to: LinkProps["to"]; label: string; icon: typeof IconUsers; needs: Permission };

/** Most used first. Entries without permission are hidden. */
export const entries: readonly Entry[] = [
  { to: "/", label: "Dashboard", icon: IconCalendarStats, needs: "patient:read" },
  { to: "/patients", label: "Patients", icon: IconUsers, needs: "patient:read" },
  { to: "/doctors", label: "Doctors", icon: IconStethoscope, needs: "doctor:read" },
  { to: "/imports", label: "Imports", icon: IconTableImport, needs: "import:read" },
  { to: "/members", label: "Members", icon: IconUsersGroup, needs: "member:read" },
  { to: "/api-keys", label: "API keys", icon: IconKey, needs: "api-key:manage" },
  { to: "/audit", label: "Audit", icon: IconHistory, needs: "audit:read" },
  { to: "/staff/accounts", label: "Accounts", icon: IconShieldLock, needs: "staff:accounts" },
];

export function Navigation() {
  const may = usePermissions();
  return (
    <ul className={classes.list}>
      {entries
        .filter(({ needs }) => may(needs))
        .map(({ to, label, icon: Icon }) => (
          <li key={label}>
            <Link
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              className={classes.entry}
            >
              <Icon size={18} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
    </ul>
  );
}
