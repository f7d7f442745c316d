import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Page } from "../page/page.tsx";

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <Stack align="start">
        <Text>There is no such page, or what it was about is not there any more.</Text>
        <Anchor component={Link} to="/">
          Go to the start
        </Anchor>
      </Stack>
    </Page>
  );
}
