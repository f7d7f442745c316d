import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "../../shell/page/page.module.css";
import { useHeadingFocus } from "../../shell/page/page-focus.tsx";

type EntryPageProps = { title: string; about?: ReactNode; children?: ReactNode };

/** A page that needs no session: tab title, heading and introduction. */
export function EntryPage({ title, about, children }: EntryPageProps) {
  const ref = useHeadingFocus(title);
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
