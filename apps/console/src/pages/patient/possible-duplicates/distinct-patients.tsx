import type { PatientId } from "@caretype/client";
import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Row } from "../../../kit/section/row.tsx";
import { api } from "../../../session/client/api.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { UnmarkButton } from "./distinct-button.tsx";
import { texts as distinctTexts } from "./texts.en.ts";

/** The patients who were marked as other people than this one. Nothing if there are none. */
export function DistinctPatients({ id }: { id: PatientId }) {
  const { data } = useQuery(api.patient.distinct.queryOptions({ id }));
  if (!data || data.items.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="distinct-patients">
      <Title order={2} size="h4" id="distinct-patients">
        {distinctTexts.title}
      </Title>
      <Stack component="ul" gap={0} m={0} p={0}>
        {data.items.map(({ patient, markedAt, markedByName }) => (
          <Row
            key={patient.id}
            title={
              <AnchorLink to="/patients/$id" params={{ id: patient.id }} underline="always">
                <Name>{patient.name}</Name>
              </AnchorLink>
            }
            facts={distinctTexts.markedBy(
              formatInstant(markedAt),
              markedByName ?? distinctTexts.unknownAccount,
            )}
            actions={<UnmarkButton id={id} other={patient} />}
          />
        ))}
      </Stack>
    </Stack>
  );
}
