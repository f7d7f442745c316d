import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./page-tabs.module.css";

type PageTabsProps = {
  /** What they are parts of, for screen readers. */
  label: string;
  tabs: readonly { to: LinkProps["to"]; label: string }[];
};

/** Links to the parts of a page that have an address each. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          activeOptions={{ exact: true, includeSearch: false }}
          className={classes.tab}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
