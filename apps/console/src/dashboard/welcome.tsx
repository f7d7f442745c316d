import { Stack, Text, Title } from "@mantine/core";
import { usePermissions } from "../session/use-practice.ts";

/** Shown instead of empty charts. The checklist of first steps follows it. */
export function Welcome() {
  const may = usePermissions();
  return (
    <Stack gap={4}>
      <Title order={2} size="h3">
        Welcome
      </Title>
      <Text>
        This practice has no patients yet. Once it has, this page shows what waits to be done, and the
        practice's numbers.
      </Text>
      {may("patient:create") ? null : (
        <Text>Your role is read-only. An owner of the practice can add the first patient.</Text>
      )}
    </Stack>
  );
}
