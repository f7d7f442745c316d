import type { Patient } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { Waiting } from "../../../kit/notice/slow-notice.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { usePatientVersions } from "../timeline/use-patient-timeline.ts";
import { texts as patientPageTexts } from "./texts.en.ts";

const texts = patientPageTexts.recentChanges;

const most = 5;

/** The last changes of the record. The timeline has all. */
export function RecentChanges({ patient }: { patient: Patient }) {
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
