import { Stack, Text } from "@mantine/core";
import { usePermissions } from "../../session/use-practice.ts";
import { ButtonLink } from "../../shell/text/links.tsx";

/** Shown instead of an empty list: the reason, and what to do. */
export function NoDoctors({ isFiltered }: { isFiltered: boolean }) {
  const may = usePermissions();
  if (isFiltered) {
    return (
      <Stack align="center" py="xl" gap="xs">
        <Text fw={600}>No doctors match</Text>
        <Text c="dimmed" ta="center">
          Search for part of the name, or remove a filter.
        </Text>
        <ButtonLink variant="default" to="/doctors" replace>
          Show all doctors
        </ButtonLink>
      </Stack>
    );
  }
  return (
    <Stack align="center" py="xl" gap="xs">
      <Text fw={600}>There are no doctors yet</Text>
      <Text c="dimmed" ta="center">
        All practices on this server share the directory. You can assign patients to the doctors in it.
      </Text>
      {may("doctor:create") ? <ButtonLink to="/doctors/new">Add the first doctor</ButtonLink> : null}
    </Stack>
  );
}
