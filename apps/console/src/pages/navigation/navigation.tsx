import type { Permission } from "@caretype/api";
import { recordKinds } from "@caretype/api/declared";
import {
  IconCalendar,
  IconCalendarStats,
  IconClockHour4,
  IconListDetails,
  IconStethoscope,
  IconUsers,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
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
export const settings: readonly { name: keyof typeof texts.groups; of: readonly Entry[] }[] = [
  {
    name: "practice",
    of: [
      { to: "/settings/practice", label: commonTexts.practice, needs: "practice:read" },
      { to: "/members", label: texts.members, needs: "member:read" },
    ],
  },
  {
    name: "appointments",
    of: [
      { to: "/settings/hours", label: texts.hours, needs: "appointment:read" },
      { to: "/settings/holidays", label: texts.holidays, needs: "appointment:read" },
      { to: "/settings/visit-types", label: texts.visitTypes, needs: "appointment:read" },
      { to: "/settings/rooms", label: texts.rooms, needs: "appointment:read" },
    ],
  },
  {
    name: "data",
    of: [
      { to: "/codes", label: texts.codes, needs: "clinical:read" },
      { to: "/imports", label: texts.imports, needs: "import:read" },
      { to: "/api-keys", label: texts.apiKeys, needs: "api-key:manage" },
      { to: "/audit", label: texts.audit, needs: "audit:read" },
    ],
  },
  {
    name: "own",
    of: [
      { to: "/settings/display", label: texts.display, needs: "account:self" },
      { to: "/staff/accounts", label: texts.accounts, needs: "staff:accounts" },
    ],
  },
];

/** What is set, at a glance. */
const overview: Entry = { to: "/settings", label: texts.settings, needs: "practice:read" };

export const entries = [...work, overview, ...settings.flatMap(({ of }) => of)];

export const Navigation = () => (
  <>
    <Entries of={work} />
    <Heading />
    {settings.map(({ name, of }) => (
      <Entries key={name} of={of} label={texts.groups[name]} />
    ))}
  </>
);

function Heading() {
  const may = usePermissions();
  return may(overview.needs) ? (
    <Link to="/settings" activeOptions={{ exact: true }} className={classes.heading}>
      {texts.settings}
    </Link>
  ) : (
    <p className={classes.heading}>{texts.settings}</p>
  );
}

function Entries({ of, label }: { of: readonly Entry[]; label?: string }) {
  const may = usePermissions();
  const shown = of.filter(({ needs }) => may(needs));
  if (shown.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={label}>
      {shown.map(({ to, label, icon: Icon }) => (
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
