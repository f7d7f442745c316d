import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useArrival } from "../../shell/page/arrival.tsx";
import classes from "../../shell/page/page.module.css";

type EntryPageProps = { title: string; about?: ReactNode; children?: ReactNode };

/** A page that nobody has to be signed in for: its title in the tab, its heading, and what it is about. */
export function EntryPage({ title, about, children }: EntryPageProps) {
  const ref = useArrival(title);
  return (
    <Stack>
      <Title order={1} size="h3" ref={ref} tabIndex={-1} className={classes.heading}>
        {title}
      </Title>
      {about ? <Text size="sm">{about}</Text> : null}
      {children}
    </Stack>
  );
}
