import { ActionIcon, type ActionIconProps } from "@mantine/core";
import { type Icon, IconDots } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";

type OwnProps = ActionIconProps & Omit<ComponentPropsWithRef<"button">, keyof ActionIconProps>;

type IconButtonProps = OwnProps & {
  icon: Icon;
  iconSize?: number;
  /** The accessible name. Omit it with `keyProps`, which sets it. */
  name?: string;
};

export const IconButton = ({ icon: Shown, iconSize = 18, name, ...props }: IconButtonProps) => (
  <ActionIcon variant="subtle" color="gray" aria-label={name} {...props}>
    <Shown size={iconSize} aria-hidden />
  </ActionIcon>
);

export const DotsButton = (props: OwnProps) => (
  <IconButton icon={IconDots} variant="default" size={36} name={frameTexts.lists.moreActions} {...props} />
);
