import { Link, type LinkProps, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import classes from "./tabs.module.css";

type PageTabsProps = {
  /** The label for screen readers. */
  label: string;
  tabs: readonly { to: LinkProps["to"]; label: string }[];
};

export function PageTabs({ label, tabs }: PageTabsProps) {
  const list = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // On narrow screens, the list scrolls. In some languages, the last tabs would be out of sight.
  useEffect(() => {
    const current = path && list.current?.querySelector("[data-status=active]");
    if (current) current.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [path]);
  return (
    <nav aria-label={label} className={classes.list} ref={list}>
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
