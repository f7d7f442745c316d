import type { Patient } from "@caretype/client";
import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { RefusedEmail } from "../../../records/appointment/patient/refused-emails.tsx";
import { useCareTeam } from "../../../records/care-team/use-care-team.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { texts as patientPageTexts } from "./texts.en.ts";

const CancelRemaining = lazyPart(
  () => import("../../../records/appointment/patient/cancel-remaining.tsx"),
  "CancelRemaining",
);

/**
 * What needs attention: possible duplicates, a refused email address, and no doctor. It stands in a line that is there already, so that nothing
 * shifts when it is known.
 */
export function PatientAlerts({ patient: { id, deceasedOn, email } }: { patient: Patient }) {
  const may = usePermissions();
  const mayRead = may("assignment:read");
  const hasDied = deceasedOn !== null && may("appointment:update");
  const duplicates = useQuery(api.patient.duplicates.queryOptions({ id }, { staleTime: 60_000 })).data?.items;
  const refused = useQuery(
    api.refusedEmail.list.queryOptions({ patientId: id }, { enabled: email !== null, staleTime: 60_000 }),
  );
  const [refusedEmail] = refused.data?.items ?? [];
  const { assignments } = useCareTeam(id, { enabled: mayRead });
  const count = duplicates?.length ?? 0;
  const isUnassigned = assignments?.length === 0;
  if (count === 0 && !isUnassigned && !hasDied && !refusedEmail) return null;
  return (
    <Group
      role="alert"
      aria-label={patientPageTexts.alerts.label}
      component="span"
      gap={4}
      c="var(--mantine-color-yellow-light-color)"
      fw={500}
    >
      <IconAlertTriangle size={16} aria-hidden />
      {count > 0 ? (
        <Text span inherit>
          {patientPageTexts.alerts.possibleDuplicates(count)}{" "}
          <AnchorLink
            to="/patients/$id"
            params={{ id }}
            search={{ tab: "duplicates" }}
            replace
            underline="always"
            inherit
          >
            {patientPageTexts.alerts.compare}
          </AnchorLink>
        </Text>
      ) : null}
      {hasDied ? <CancelRemaining patientId={id} /> : null}
      {refusedEmail ? <RefusedEmail {...refusedEmail} /> : null}
      {isUnassigned ? (
        <Text span inherit>
          {patientTexts.noDoctorAssigned}
        </Text>
      ) : null}
    </Group>
  );
}
