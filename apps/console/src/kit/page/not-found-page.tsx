import { Anchor, Stack, Text } from "@mantine/core";
import { Link, useMatches } from "@tanstack/react-router";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { EntryLayout } from "./entry-layout.tsx";
import { Page } from "./page.tsx";

export function NotFoundPage() {
  // Only the root matches an unknown address, and it has no frame.
  const hasFrame = useMatches({ select: ({ length }) => length > 1 });
  const page = (
    <Page title={frameTexts.pages.notFound}>
      <Stack align="start">
        <Text>{frameTexts.pages.notFoundText}</Text>
        <Anchor component={Link} to="/">
          {frameTexts.pages.toStart}
        </Anchor>
      </Stack>
    </Page>
  );
  return hasFrame ? page : <EntryLayout>{page}</EntryLayout>;
}
