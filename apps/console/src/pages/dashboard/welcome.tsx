import { Stack, Text, Title } from "@mantine/core";
import { usePermissions } from "../../session/client/use-practice.ts";
import { texts as dashboardTexts } from "./texts.en.ts";

/** Shown instead of empty charts. The checklist of first steps follows it. */
export function Welcome() {
  const may = usePermissions();
  return (
    <Stack gap={4}>
      <Title order={2} size="h3">
        {dashboardTexts.welcome.title}
      </Title>
      <Text>{dashboardTexts.welcome.text}</Text>
      {may("patient:create") ? null : <Text>{dashboardTexts.welcome.readOnly}</Text>}
    </Stack>
  );
}
