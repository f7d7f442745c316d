import type { Patient } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { Waiting } from "../../shell/notice/slow-notice.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { AnchorLink } from "../../shell/text/links.tsx";
import { Name } from "../../shell/text/name.tsx";
import { usePatientVersions } from "../timeline/use-patient-timeline.ts";

const most = 5;

/** The last changes of the record. The timeline has all. */
export function RecentChanges({ patient }: { patient: Patient }) {
  const { query, entries } = usePatientVersions(patient.id, patient);
  return (
    <Section
      title="Recent changes"
      actions={
        <AnchorLink
          to="/patients/$id"
          params={{ id: patient.id }}
          search={{ tab: "timeline" }}
          replace
          size="sm"
        >
          Show the timeline
        </AnchorLink>
      }
    >
      {query.isPending ? (
        <Waiting>
          <Skeleton h={80} role="status" aria-label="Loading" />
        </Waiting>
      ) : null}
      {query.isError ? <Text size="sm">The changes could not be loaded.</Text> : null}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {entries.slice(0, most).map(({ id, what, heading, at, who }) => (
          <li key={id}>
            <Text size="sm">{heading ?? what}</Text>
            <Text size="xs" c="dimmed">
              {formatInstant(at)}
              {who ? (
                <>
                  , by <Name>{who}</Name>
                </>
              ) : null}
            </Text>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
