import { Stack, Text } from "@mantine/core";
import { useMatches } from "@tanstack/react-router";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { AppLink } from "../navigation/app-link.tsx";
import { EntryLayout } from "./entry-layout.tsx";
import { Page } from "./page.tsx";

/** The 404 page, also for use outside the console's router. */
export const NothingHere = () => (
  <Page title={frameTexts.pages.notFound}>
    <Stack align="start">
      <Text>{frameTexts.pages.notFoundText}</Text>
      <AppLink to="/" label={frameTexts.pages.toStart} size="md" />
    </Stack>
  </Page>
);

export function NotFoundPage() {
  // Only the root route matches an unknown address, and it has no frame.
  const hasFrame = useMatches({ select: ({ length }) => length > 1 });
  return hasFrame ? (
    <NothingHere />
  ) : (
    <EntryLayout>
      <NothingHere />
    </EntryLayout>
  );
}
