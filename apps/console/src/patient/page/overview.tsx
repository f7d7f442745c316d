import type { Patient } from "@caretype/client";
import { Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { FactList } from "../../history/fact-list.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { formatInstant } from "../../shell/text/format.ts";
import { birthText } from "../birth.ts";
import { CareTeam } from "../care-team/care-team.tsx";
import { genderLabels } from "../gender.ts";
import { fieldLabels, type PatientField } from "../patient-values.ts";
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

/** All but what the heading says, and what has a place of its own. */
type ShownField = Exclude<PatientField, "firstName" | "lastName" | "age" | "medicalHistory">;

function Details({ patient }: { patient: Patient }) {
  const { phoneNumber, email, address, dateOfBirth } = patient;
  const shown: Record<ShownField, ReactNode> = {
    dateOfBirth: dateOfBirth === null ? null : birthText(patient),
    gender: genderLabels[patient.gender],
    phoneNumber: phoneNumber && <PhoneLink phoneNumber={phoneNumber} />,
    email: email && <EmailLink email={email} />,
    address,
  };
  const facts = [
    ...Object.entries(shown).map(([name, text]) => ({ label: fieldLabels[name as ShownField], text })),
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
