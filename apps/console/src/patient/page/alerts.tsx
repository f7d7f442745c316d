import type { Patient } from "@caretype/client";
import { Alert, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { AnchorLink } from "../../shell/text/links.tsx";
import { useCareTeam } from "../care-team/use-care-team.ts";

/** What needs attention: possible duplicates, and no doctor. */
export function PatientAlerts({ patient: { id } }: { patient: Patient }) {
  const mayRead = usePermissions()("assignment:read");
  const duplicates = useQuery(api.patient.duplicates.queryOptions({ id }, { staleTime: 60_000 })).data?.items;
  const { assignments } = useCareTeam(id, { enabled: mayRead });
  const count = duplicates?.length ?? 0;
  const isUnassigned = assignments?.length === 0;
  if (count === 0 && !isUnassigned) return null;
  return (
    <Alert color="warning" p="xs" icon={<IconAlertTriangle aria-hidden />} aria-label="Needs attention">
      <Group gap="xs">
        {count > 0 ? (
          <Text size="sm">
            {count === 1 ? "1 possible duplicate. " : `${count} possible duplicates. `}
            <AnchorLink
              to="/patients/$id"
              params={{ id }}
              search={{ tab: "duplicates" }}
              replace
              underline="always"
              size="sm"
            >
              Compare
            </AnchorLink>
          </Text>
        ) : null}
        {isUnassigned ? <Text size="sm">No doctor is assigned.</Text> : null}
      </Group>
    </Alert>
  );
}
