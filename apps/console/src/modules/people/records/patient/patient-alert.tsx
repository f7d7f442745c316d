import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { texts } from "./texts.en.ts";

/** A warning in a patient's heading. */
export const PatientAlert = ({ children }: { children: ReactNode }) => (
  <Group
    role="alert"
    aria-label={texts.needsAttention}
    component="span"
    gap={4}
    c="var(--mantine-color-yellow-light-color)"
    fw={500}
  >
    <IconAlertTriangle size={16} aria-hidden />
    <Text span inherit>
      {children}
    </Text>
  </Group>
);
