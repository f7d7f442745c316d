import type { Patient } from "@caretype/client";
import { CopyButton, Group, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PhoneLink } from "../../../../../kit/phone/contact-links.tsx";
import { IconButton } from "../../../../../kit/section/icon-button.tsx";
import { genderLabels } from "../../../../../records/record/gender.ts";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { Parts, ShownParts } from "../../../../../session/module/parts.tsx";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { useCareTeam } from "../../../records/care-team/use-care-team.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { Initials } from "../../../records/patient/initials.tsx";
import { PatientAlert } from "../../../records/patient/patient-alert.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { partsOf } from "./patient-parts.ts";
import { texts as patientPageTexts } from "./texts.en.ts";

/** The name with the initials. */
export const PatientHeading = ({ patient }: { patient: Patient }) => (
  <Group gap="sm" wrap="nowrap" component="span">
    <Initials patient={patient} />
    <Name>{patient.name}</Name>
    <Parts of="badge" with={{ id: patient.id }} />
  </Group>
);

/** What distinguishes patients: gender, age, phone and identifiers. */
export function PatientSubtitle({ patient, children }: { patient: Patient; children: ReactNode }) {
  const identifiers = useIdentifiers(patient);
  return (
    <Group gap={4} style={{ columnGap: "var(--mantine-spacing-md)" }}>
      <Text span inherit>
        {patient.gender === "unknown" ? patientTexts.genderUnknown : genderLabels[patient.gender]} ·{" "}
        {birthText(patient)}
      </Text>
      {patient.phoneNumber === null ? null : (
        <Group gap={2} wrap="nowrap" component="span">
          <PhoneLink phoneNumber={patient.phoneNumber} />
          <Copy text={patient.phoneNumber} />
        </Group>
      )}
      {identifiers.map(({ system, value }) => (
        <Text key={`${system} ${value}`} span inherit style={{ overflowWrap: "anywhere" }}>
          <Name>{`${system} ${value}`}</Name>
        </Text>
      ))}
      {children}
    </Group>
  );
}

/** The patient's identifiers in other systems. Empty while loading. */
export const useIdentifiers = ({ id }: Patient) =>
  (useQuery(api.patient.identifiers.queryOptions({ id }, { staleTime: 5 * 60_000 })).data?.items ?? []).map(
    // Imported tables have a name that a user entered.
    ({ system, value }) => ({ system: system.replace(/^table:/, ""), value }),
  );

const Copy = ({ text }: { text: string }) => (
  <CopyButton value={text}>
    {({ copied, copy }) => (
      <IconButton
        icon={copied ? IconCheck : IconCopy}
        iconSize={14}
        size={24}
        name={copied ? patientPageTexts.phoneIsCopied : patientPageTexts.copyPhone}
        onClick={copy}
      />
    )}
  </CopyButton>
);

/**
 * What needs attention: possible duplicates, no doctor, and notices of modules. In an existing line, to avoid layout
 * shifts.
 */
export function PatientAlerts({ patient }: { patient: Patient }) {
  const { id } = patient;
  const mayRead = usePermissions()("assignment:read");
  const duplicates = useQuery(api.patient.duplicates.queryOptions({ id }, { staleTime: 60_000 })).data?.items;
  const { assignments } = useCareTeam(id, { enabled: mayRead });
  const count = duplicates?.length ?? 0;
  return (
    <>
      {count > 0 ? (
        <PatientAlert>
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
        </PatientAlert>
      ) : null}
      <ShownParts parts={partsOf("alerts")} with={{ patient }} />
      {assignments?.length === 0 ? <PatientAlert>{patientTexts.noDoctorAssigned}</PatientAlert> : null}
    </>
  );
}
