import { Link } from "@tanstack/react-router";
import { usePermissions } from "../../session/client/use-practice.ts";
import type { Entry } from "../../session/module/manifest.ts";
import { entriesIn } from "../../session/module/modules.ts";
import { navigation as texts } from "../../words/frame/texts.en.ts";
import classes from "./navigation.module.css";

/** Daily work, most used first. Entries without permission are hidden. */
const work = entriesIn("work");

/** Settings and rarely used pages. Each setting has its own page. */
export const settings = (["practice", "appointments", "data", "own"] as const).map((name) => ({
  name,
  of: entriesIn(name),
}));

/** A summary of the settings. */
const overview = {
  to: "/settings",
  label: texts.settings,
  words: texts.settingsWords,
  needs: "practice:read",
  order: 0,
} as const;

export const pages: readonly Entry[] = [...work, overview, ...settings.flatMap(({ of }) => of)];

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
  const shown = of.filter(({ needs }) => needs === undefined || may(needs));
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
