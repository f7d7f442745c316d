import { Stack, Text } from "@mantine/core";
import { usePermissions } from "../../session/use-practice.ts";
import { ButtonLink } from "../../shell/text/links.tsx";

/** In the place of an empty list: why it is empty, and what to do. */
export function NoDoctors({ isFiltered }: { isFiltered: boolean }) {
  const may = usePermissions();
  if (isFiltered) {
    return (
      <Stack align="center" py="xl" gap="xs">
        <Text fw={600}>No doctor is like that</Text>
        <Text c="dimmed" ta="center">
          Search for a part of the name, or take a filter away.
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
        The directory is shared by all practices of this server. Patients are assigned to the doctors in it.
      </Text>
      {may("doctor:create") ? <ButtonLink to="/doctors/new">Add the first doctor</ButtonLink> : null}
    </Stack>
  );
}
