import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./tabs.module.css";

type PageTabsProps = {
  /** The label for screen readers. */
  label: string;
  tabs: readonly { to: LinkProps["to"]; label: string }[];
};

/** Tabs that are pages of their own. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  return (
    <nav aria-label={label} className={classes.list}>
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
