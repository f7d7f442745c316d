import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Page } from "../page/page.tsx";

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <Stack align="start">
        <Text>This page does not exist, or its record was removed.</Text>
        <Anchor component={Link} to="/">
          Go to the dashboard
        </Anchor>
      </Stack>
    </Page>
  );
}
