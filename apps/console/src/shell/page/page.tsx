import { Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { useHeadingFocus } from "./page-focus.tsx";

type PageProps = {
  /** Names the kind of page, never a patient: it is the tab's title, and ends in the browser's history. */
  title: string;
  /** What is shown as the heading in its place, such as a patient's name. */
  heading?: ReactNode;
  /** Buttons, to the right of the heading. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page's frame: its title in the tab, its one heading, and what can be done on it. */
export function Page({ title, heading = title, actions, children }: PageProps) {
  const ref = useHeadingFocus(title);
  return (
    <Stack gap="md">
      <Group justify="space-between" mih={36}>
        <Title order={1} size="h2" ref={ref} tabIndex={-1} className={classes.heading}>
          {heading}
        </Title>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
      {children}
    </Stack>
  );
}
