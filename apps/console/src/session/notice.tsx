import { Group, Paper, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";

const icons = { done: IconCheck, caution: IconAlertTriangle, info: IconInfoCircle };

type NoticeProps = { is: keyof typeof icons; title: string; children?: ReactNode };

/** A message that screen readers announce. */
export function Notice({ is, title, children }: NoticeProps) {
  const Icon = icons[is];
  return (
    <Paper withBorder p="sm" role={is === "caution" ? "alert" : "status"}>
      <Group wrap="nowrap" align="start" gap="sm">
        <Icon size={20} aria-hidden />
        <Stack gap="xs" flex={1} align="start">
          <Text size="sm" fw={600}>
            {title}
          </Text>
          {children ? (
            <Text component="div" size="sm">
              {children}
            </Text>
          ) : null}
        </Stack>
      </Group>
    </Paper>
  );
}
