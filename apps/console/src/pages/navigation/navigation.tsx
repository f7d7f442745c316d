import type { Permission } from "@caretype/api";
import { recordKinds } from "@caretype/api/record-kinds";
import {
  IconCalendar,
  IconCalendarStats,
  IconClockHour4,
  IconListDetails,
  IconStethoscope,
  IconUsers,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useId } from "react";
import { usePermissions } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";
import { navigation as texts } from "../../words/frame/texts.en.ts";
import { texts as listTexts } from "../../words/list/texts.en.ts";
import classes from "./navigation.module.css";

/** Settings have no icon. */
type Entry = { to: LinkProps["to"]; label: string; icon?: typeof IconUsers; needs: Permission };

/** The lists that have a page of their own. */
const lists = Object.entries<{ one: string; page?: Permission }>(recordKinds).flatMap(
  ([kind, { page }]): Entry[] => {
    if (page === undefined) return [];
    // A path that has its parameter, which the type of paths does not know.
    const to = `/lists/${kind}` as LinkProps["to"];
    return [{ to, label: listTexts.get(kind)?.many ?? kind, icon: IconListDetails, needs: page }];
  },
);

/** What people work with, most used first. Entries without permission are hidden. */
const work: readonly Entry[] = [
  { to: "/today", label: texts.today, icon: IconClockHour4, needs: "appointment:read" },
  { to: "/calendar", label: texts.calendar, icon: IconCalendar, needs: "appointment:read" },
  { to: "/patients", label: commonTexts.patients, icon: IconUsers, needs: "patient:read" },
  { to: "/doctors", label: commonTexts.doctors, icon: IconStethoscope, needs: "doctor:read" },
  ...lists,
  { to: "/reports", label: texts.reports, icon: IconCalendarStats, needs: "statistics:read" },
];

/** What is set up, and looked up now and then: each setting has a page of its own. */
const settings: readonly Entry[] = [
  { to: "/settings/practice", label: commonTexts.practice, needs: "practice:read" },
  { to: "/settings/hours", label: texts.hours, needs: "appointment:read" },
  { to: "/settings/holidays", label: texts.holidays, needs: "appointment:read" },
  { to: "/settings/visit-types", label: texts.visitTypes, needs: "appointment:read" },
  { to: "/settings/rooms", label: texts.rooms, needs: "appointment:read" },
  { to: "/members", label: texts.members, needs: "member:read" },
  { to: "/settings/roles", label: texts.roles, needs: "member:read" },
  { to: "/api-keys", label: texts.apiKeys, needs: "api-key:manage" },
  { to: "/codes", label: texts.codes, needs: "clinical:read" },
  { to: "/imports", label: texts.imports, needs: "import:read" },
  { to: "/audit", label: texts.audit, needs: "audit:read" },
  { to: "/settings/security", label: texts.security, needs: "practice:read" },
  { to: "/settings/display", label: texts.display, needs: "account:self" },
  { to: "/staff/accounts", label: texts.accounts, needs: "staff:accounts" },
];

export const entries = [...work, ...settings];

export function Navigation() {
  const id = useId();
  return (
    <>
      <Entries of={work} />
      <p id={id} className={classes.heading}>
        {texts.settings}
      </p>
      <Entries of={settings} labelledBy={id} />
    </>
  );
}

function Entries({ of, labelledBy }: { of: readonly Entry[]; labelledBy?: string }) {
  const may = usePermissions();
  return (
    <ul className={classes.list} aria-labelledby={labelledBy}>
      {of
        .filter(({ needs }) => may(needs))
        .map(({ to, label, icon: Icon }) => (
          <li key={label}>
            <Link to={to} activeOptions={{ includeSearch: false }} className={classes.entry}>
              {Icon ? <Icon size={18} aria-hidden /> : null}
              {label}
            </Link>
          </li>
        ))}
    </ul>
  );
}
