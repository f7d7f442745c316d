import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./row.module.css";

type RowProps = { title: ReactNode; badge?: ReactNode; facts: ReactNode; actions?: ReactNode };

export const Row = ({ title, badge, facts, actions }: RowProps) => (
  <Group component="li" justify="space-between" className={classes.row}>
    <Stack gap={2} flex={1} miw={200}>
      <Group gap="xs">
        <Text fw={500} className={classes.title}>
          {title}
        </Text>
        {badge}
      </Group>
      <Text size="sm" c="dimmed">
        {facts}
      </Text>
    </Stack>
    <Group gap="xs">{actions}</Group>
  </Group>
);
