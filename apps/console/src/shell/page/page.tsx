import { Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./page.module.css";
import { useHeadingFocus } from "./page-focus.tsx";

type PageProps = {
  /** Names the kind of page, never a patient, as it stays in the browser's history. */
  title: string;
  /** The heading, such as a patient's name. Default: the title. */
  heading?: ReactNode;
  /** Buttons, to the right of the heading. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page with tab title, heading and actions. */
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
