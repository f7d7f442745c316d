import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { DotsButton } from "./icon-button.tsx";

/** A row's actions, behind "⋯". Not in a portal, which would be outside of all landmarks. */
export const RowMenu = ({ name, children }: { name: string; children: ReactNode }) => (
  <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
    <Menu.Target>
      <DotsButton size={30} aria-label={frameTexts.lists.moreOf(name)} />
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
);

/** The last item, which removes, revokes or leaves. */
export const FinalItem = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Menu.Item c="var(--mantine-color-error)" onClick={onClick}>
    {label}
  </Menu.Item>
);
