import type { Patient } from "@caretype/client";
import { Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { FactList } from "../../history/fact-list.tsx";
import { detailsShown } from "../../record/details.tsx";
import { shownViewsOf } from "../../record/field-view.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { formatInstant } from "../../shell/text/format.ts";
import { CareTeam } from "../care-team/care-team.tsx";
import { patientFields } from "../field-views.ts";

export function Overview({ patient }: { patient: Patient }) {
  const may = usePermissions();
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: "start" }}>
      <Stack>
        <Details patient={patient} />
        {may("patient:read-clinical") ? <MedicalHistory text={patient.medicalHistory} /> : null}
      </Stack>
      {may("assignment:read") ? <CareTeam patient={patient} /> : null}
    </SimpleGrid>
  );
}

function Details({ patient }: { patient: Patient }) {
  const facts = [
    ...detailsShown(shownViewsOf(patientFields, usePermissions()), patient),
    { label: "Added", text: formatInstant(patient.createdAt) },
    { label: "Last changed", text: formatInstant(patient.updatedAt) },
  ];
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="details-of-patient">
      <Title order={2} size="h4" mb="sm" id="details-of-patient">
        Details
      </Title>
      <FactList facts={facts} />
    </Paper>
  );
}

const MedicalHistory = ({ text }: { text: string | null }) => (
  <Paper component="section" withBorder p="md" radius="md" aria-labelledby="medical-history">
    <Title order={2} size="h4" mb="sm" id="medical-history">
      {patientFields.medicalHistory.label}
    </Title>
    {text === null ? (
      <Text c="dimmed">Nothing is recorded.</Text>
    ) : (
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</Text>
    )}
  </Paper>
);
