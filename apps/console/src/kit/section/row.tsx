import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Dimmed } from "../theme/dimmed.tsx";
import classes from "./row.module.css";

type RowProps = { title: ReactNode; badge?: ReactNode; facts: ReactNode; actions?: ReactNode };

/** A record and its actions. In little space, actions appear on hover. */
export const Row = ({ title, badge, facts, actions }: RowProps) => (
  <li className={classes.row}>
    <Stack gap={2} flex={1} className={classes.facts ?? ""}>
      <Group gap="xs" className={classes.heading ?? ""}>
        <Text fw={500} className={classes.title}>
          {title}
        </Text>
        {badge}
      </Group>
      <Dimmed>{facts}</Dimmed>
    </Stack>
    <Group gap="xs" className={classes.actions ?? ""}>
      {actions}
    </Group>
  </li>
);

/** Rows, or a text without any. */
export const Rows = ({ empty, children }: { empty?: ReactNode; children: readonly ReactNode[] }) =>
  children.length === 0 ? (
    <Text size="sm" component="div" w="100%">
      {empty}
    </Text>
  ) : (
    <Stack component="ul" gap={0} m={0} p={0} w="100%">
      {children}
    </Stack>
  );
