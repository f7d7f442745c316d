import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useHeadingFocus } from "../../../../../kit/focus/page-focus.tsx";
import classes from "../../../../../kit/page/page.module.css";

type EntryPageProps = { title: string; about?: ReactNode; children?: ReactNode };

/** A page without a session: tab title, heading and introduction. */
export function EntryPage({ title, about, children }: EntryPageProps) {
  const ref = useHeadingFocus(title);
  return (
    <Stack>
      <h1 ref={ref} tabIndex={-1} className={classes.heading}>
        {title}
      </h1>
      {about ? <Text size="sm">{about}</Text> : null}
      {children}
    </Stack>
  );
}
