import { Menu, type MenuItemProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";
import { DotsButton } from "./icon-button.tsx";
import { useOpenAtFirst } from "./use-open-at-first.ts";

/**
 * A menu of rarer actions, behind "⋯". Initially open, as its button loads it. Not in a portal, which would be
 * outside of all landmarks.
 */
export function MoreMenu({ isBusy = false, children }: { isBusy?: boolean; children: ReactNode }) {
  const { button, isOpen, setOpen } = useOpenAtFirst();
  return (
    <Menu
      position="bottom-end"
      opened={isOpen}
      onChange={setOpen}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <DotsButton ref={button} loading={isBusy} />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

const MenuAnchor = (props: MenuItemProps & Omit<ComponentPropsWithRef<"a">, keyof MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
);

export const MenuLink = createLink(MenuAnchor);
