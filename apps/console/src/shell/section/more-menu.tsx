import { ActionIcon, Menu, type MenuItemProps } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";

type MoreMenuProps = { label: string; isBusy?: boolean; children: ReactNode };

/** A menu of rarer actions, behind "⋯". */
export const MoreMenu = ({ label, isBusy = false, children }: MoreMenuProps) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <ActionIcon variant="default" size={36} aria-label={label} loading={isBusy}>
        <IconDots size={18} aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
);

const MenuAnchor = (props: MenuItemProps & Omit<ComponentPropsWithRef<"a">, keyof MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
);

/** An entry that leads to a page. */
export const MenuLink = createLink(MenuAnchor);
