import type { ButtonProps } from "@mantine/core";
import { IconLayoutColumns } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { texts as patientListTexts } from "./texts.en.ts";

type DisplayButtonProps = ButtonProps & Omit<ComponentPropsWithRef<"button">, keyof ButtonProps>;

export const DisplayButton = (props: DisplayButtonProps) => (
  <TextButton
    label={patientListTexts.display.button}
    visibleFrom="sm"
    leftSection={<IconLayoutColumns size={16} aria-hidden />}
    {...props}
  />
);
