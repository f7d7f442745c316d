import { Button, type ButtonProps } from "@mantine/core";
import { IconLayoutColumns } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import { texts as patientListTexts } from "./texts.en.ts";

type DisplayButtonProps = ButtonProps & Omit<ComponentPropsWithRef<"button">, keyof ButtonProps>;

export const DisplayButton = (props: DisplayButtonProps) => (
  <Button
    variant="subtle"
    size="compact-sm"
    visibleFrom="sm"
    leftSection={<IconLayoutColumns size={16} aria-hidden />}
    {...props}
  >
    {patientListTexts.display.button}
  </Button>
);
