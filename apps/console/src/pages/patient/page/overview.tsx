import type { Patient } from "@caretype/client";
import { SimpleGrid, Stack, Text } from "@mantine/core";
import { Section } from "../../../kit/section/section.tsx";
import { CareTeam } from "../../../records/care-team/care-team.tsx";
import { FactList } from "../../../records/history/fact-list.tsx";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { detailsShown } from "../../../records/record/details.tsx";
import { shownViewsOf } from "../../../records/record/field-view.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { RecentChanges } from "./recent-changes.tsx";
import { texts as patientPageTexts } from "./texts.en.ts";

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
