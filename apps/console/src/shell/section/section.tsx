import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type SectionProps = { title: string; about?: ReactNode; actions?: ReactNode; children?: ReactNode };

/** A section with a heading. */
export function Section({ title, about, actions, children }: SectionProps) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {title}
          </Title>
          {actions}
        </Group>
        {about ? (
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        ) : null}
        {children}
      </Stack>
    </Paper>
  );
}
