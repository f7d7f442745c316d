import type { Patient } from "@caretype/client";
import { SimpleGrid, Stack, Text } from "@mantine/core";
import { FactList } from "../../history/fact-list.tsx";
import { detailsShown } from "../../record/details.tsx";
import { shownViewsOf } from "../../record/field-view.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { patientTexts } from "../../texts/patient.ts";
import { patientPageTexts } from "../../texts/patient-page.ts";
import { CareTeam } from "../care-team/care-team.tsx";
import { patientFields } from "../field-views.ts";
import { RecentChanges } from "./recent-changes.tsx";

export function Overview({ patient }: { patient: Patient }) {
  const may = usePermissions();
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: "start" }}>
      <Stack>
        <Details patient={patient} />
        {may("patient:read-clinical") ? <MedicalHistory text={patient.medicalHistory} /> : null}
      </Stack>
      <Stack>
        {may("assignment:read") ? <CareTeam patient={patient} /> : null}
        <RecentChanges patient={patient} />
      </Stack>
    </SimpleGrid>
  );
}

function Details({ patient }: { patient: Patient }) {
  const facts = [
    ...detailsShown(shownViewsOf(patientFields, usePermissions()), patient),
    { label: patientTexts.fields.added, text: formatInstant(patient.createdAt) },
    { label: patientTexts.fields.lastChanged, text: formatInstant(patient.updatedAt) },
  ];
  return (
    <Section title={patientPageTexts.details}>
      <FactList facts={facts} />
    </Section>
  );
}

const MedicalHistory = ({ text }: { text: string | null }) => (
  <Section title={patientFields.medicalHistory.label}>
    {text === null ? (
      <Text c="dimmed">{patientTexts.nothingRecorded}</Text>
    ) : (
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</Text>
    )}
  </Section>
);
