import { Skeleton, Tabs } from "@mantine/core";
import { type ReactNode, Suspense } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { Waiting } from "../notice/slow-notice.tsx";
import classes from "./tabs.module.css";
import { useTabInSight } from "./use-tab-in-sight.ts";

type RecordTab<Name extends string> = { name: Name; label: string; panel: ReactNode };

type RecordTabsProps<Name extends string> = {
  /** The label for screen readers. */
  label: string;
  /** False: a tab that the user may not see. */
  tabs: readonly (RecordTab<Name> | false)[];
  open: Name;
  onOpen: (name: Name) => void;
};

/**
 * Tabs within a page. Only the open panel is rendered and loaded. Enter opens a tab; arrow keys do not, as each tab
 * may read a record, which is audited.
 */
export function RecordTabs<Name extends string>({ label, tabs: all, open, onOpen }: RecordTabsProps<Name>) {
  const tabs = all.filter((tab) => tab !== false);
  const list = useTabInSight(open);
  const choose = (value: string | null) => {
    const tab = tabs.find(({ name }) => name === value);
    if (tab) onOpen(tab.name);
  };
  return (
    <Tabs
      value={open}
      onChange={choose}
      keepMounted={false}
      activateTabWithKeyboard={false}
      classNames={{ list: classes.list ?? "", tab: classes.tab ?? "" }}
    >
      <Tabs.List mb="md" aria-label={label} ref={list}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.name} value={tab.name}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Suspense fallback={<TabSkeleton />}>
        {tabs.map(({ name, panel }) => (
          <Tabs.Panel key={name} value={name}>
            {panel}
          </Tabs.Panel>
        ))}
      </Suspense>
    </Tabs>
  );
}

const TabSkeleton = () => (
  <Waiting>
    <Skeleton h={320} role="status" aria-label={commonTexts.loading} aria-busy />
  </Waiting>
);
