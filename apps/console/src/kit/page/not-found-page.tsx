import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { Page } from "./page.tsx";

export const NotFoundPage = () => (
  <Page title={frameTexts.pages.notFound}>
    <Stack align="start">
      <Text>{frameTexts.pages.notFoundText}</Text>
      <Anchor component={Link} to="/">
        {frameTexts.pages.toStart}
      </Anchor>
    </Stack>
  </Page>
);
