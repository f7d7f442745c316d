import { ActionIcon, type ActionIconProps } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";

type DotsButtonProps = ActionIconProps & Omit<ComponentPropsWithRef<"button">, keyof ActionIconProps>;

export const DotsButton = (props: DotsButtonProps) => (
  <ActionIcon variant="default" size={36} aria-label={frameTexts.lists.moreActions} {...props}>
    <IconDots size={18} aria-hidden />
  </ActionIcon>
);
