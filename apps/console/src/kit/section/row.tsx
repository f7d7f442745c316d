import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./row.module.css";

type RowProps = { title: ReactNode; badge?: ReactNode; facts: ReactNode; actions?: ReactNode };

/** What is recorded, and what can be done with it. Where room is small, the latter shows under the pointer. */
export const Row = ({ title, badge, facts, actions }: RowProps) => (
  <li className={classes.row}>
    <Stack gap={2} flex={1} className={classes.facts ?? ""}>
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
    <Group gap="xs" className={classes.actions ?? ""}>
      {actions}
    </Group>
  </li>
);
