import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { shellTexts } from "../../texts/shell.ts";
import { Page } from "../page/page.tsx";

export function NotFoundPage() {
  return (
    <Page title={shellTexts.pages.notFound}>
      <Stack align="start">
        <Text>{shellTexts.pages.notFoundText}</Text>
        <Anchor component={Link} to="/">
          {shellTexts.pages.toDashboard}
        </Anchor>
      </Stack>
    </Page>
  );
}
