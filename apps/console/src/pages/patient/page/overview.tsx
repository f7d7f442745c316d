import type { Patient } from "@caretype/client";
import { SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { Waiting } from "../../../kit/notice/slow-notice.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { CareTeam } from "../../../records/care-team/care-team.tsx";
import { FactList } from "../../../records/history/fact-list.tsx";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { detailsShown } from "../../../records/record/details.tsx";
import { shownViewsOf } from "../../../records/record/field-view.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { usePatientVersions } from "../timeline/use-patient-timeline.ts";
import { texts as patientPageTexts, recentChanges as texts } from "./texts.en.ts";

export function Overview({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const facts = [
    ...detailsShown(shownViewsOf(patientFields, usePermissions()), patient),
    { label: patientTexts.fields.added, text: formatInstant(patient.createdAt) },
    { label: patientTexts.fields.lastChanged, text: formatInstant(patient.updatedAt) },
  ];
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: "start" }}>
      <Stack>
        <Section title={patientPageTexts.details}>
          <FactList facts={facts} />
        </Section>
        {may("patient:read-clinical") ? (
          <Section title={patientFields.medicalHistory.label}>
            {patient.medicalHistory === null ? (
              <Text c="dimmed">{patientTexts.nothingRecorded}</Text>
            ) : (
              <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {patient.medicalHistory}
              </Text>
            )}
          </Section>
        ) : null}
      </Stack>
      <Stack>
        {may("assignment:read") ? <CareTeam patient={patient} /> : null}
        <RecentChanges patient={patient} />
      </Stack>
    </SimpleGrid>
  );
}

const most = 5;

/** The last changes of the record. The timeline has all. */
function RecentChanges({ patient }: { patient: Patient }) {
  const { query, entries } = usePatientVersions(patient.id, patient);
  return (
    <Section
      title={texts.title}
      actions={
        <AnchorLink
          to="/patients/$id"
          params={{ id: patient.id }}
          search={{ tab: "timeline" }}
          replace
          size="sm"
        >
          {texts.showTimeline}
        </AnchorLink>
      }
    >
      {query.isPending ? (
        <Waiting>
          <Skeleton h={80} role="status" aria-label={commonTexts.loading} />
        </Waiting>
      ) : null}
      {query.isError ? <Text size="sm">{texts.areNotLoaded}</Text> : null}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {entries.slice(0, most).map(({ id, what, heading, at, who }) => (
          <li key={id}>
            <Text size="sm">{heading ?? what}</Text>
            <Text size="xs" c="dimmed">
              {who ? texts.by(formatInstant(at), who) : formatInstant(at)}
            </Text>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
