import type { Patient } from "@caretype/client";
import { Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { FactList } from "../../history/fact-list.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { formatInstant } from "../../shell/format.ts";
import { birthText } from "../birth.ts";
import { genderLabels } from "../gender.ts";
import { fieldLabels } from "../patient-values.ts";
import { CareTeam } from "./care-team.tsx";
import { EmailLink, PhoneLink } from "./contact-links.tsx";

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
  const { phoneNumber, email, address, dateOfBirth } = patient;
  const facts = [
    { label: fieldLabels.dateOfBirth, text: dateOfBirth === null ? null : birthText(patient) },
    { label: fieldLabels.gender, text: genderLabels[patient.gender] },
    { label: fieldLabels.phoneNumber, text: phoneNumber && <PhoneLink phoneNumber={phoneNumber} /> },
    { label: fieldLabels.email, text: email && <EmailLink email={email} /> },
    { label: fieldLabels.address, text: address },
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
      Medical history
    </Title>
    {text === null ? (
      <Text c="dimmed">Nothing is recorded.</Text>
    ) : (
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</Text>
    )}
  </Paper>
);
