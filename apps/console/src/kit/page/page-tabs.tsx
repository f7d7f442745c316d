import { Link, type LinkProps, Outlet, useLocation } from "@tanstack/react-router";
import { Page } from "./page.tsx";
import classes from "./tabs.module.css";
import { useTabInSight } from "./use-tab-in-sight.ts";

type PageTabsProps = {
  /** The label for screen readers. */
  label: string;
  tabs: readonly { to: LinkProps["to"]; label: string }[];
};

export function PageTabs({ label, tabs }: PageTabsProps) {
  const list = useTabInSight(useLocation({ select: ({ pathname }) => pathname }));
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

type TabbedPageProps = { title: string; width?: "reading"; tabs: PageTabsProps["tabs"] };

/** Tabs that are pages. */
export const TabbedPage = ({ title, tabs, ...page }: TabbedPageProps) => (
  <Page title={title} {...page}>
    <PageTabs label={title} tabs={tabs} />
    <Outlet />
  </Page>
);
