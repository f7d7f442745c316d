import type { PatientId, PatientMerge } from "@caretype/client";
import { Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../../kit/section/next-page.ts";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { texts as mergeTexts } from "../merge/texts.en.ts";
import { PatientName } from "../page/patient-name.tsx";
import { UnmergeButton } from "./unmerge-button.tsx";

export const useMerges = (patientId: PatientId) =>
  useInfiniteQuery(api.patient.merges.infiniteQueryOptions({ id: patientId }, nextPage));

const texts = mergeTexts.merges;

type MergesProps = { patientId: PatientId; query: ReturnType<typeof useMerges> };

/** The merges of a patient. */
export function Merges({ patientId, query }: MergesProps) {
  return (
    <Stack component="section" gap="sm" aria-labelledby="merges">
      <Title order={2} size="h4" id="merges">
        {texts.title}
      </Title>
      <Paged query={query} skeleton={<Skeleton h={72} radius="md" />}>
        {(merges) =>
          merges.length === 0 ? (
            <Text c="dimmed">{texts.empty}</Text>
          ) : (
            merges.map((merge) => <Merge key={merge.id} merge={merge} patientId={patientId} />)
          )
        }
      </Paged>
    </Stack>
  );
}

function Merge({ merge, patientId }: { merge: PatientMerge; patientId: PatientId }) {
  const may = usePermissions();
  const { keptId, mergedId, mergedAt, mergedByName, undoneAt, undoneByName } = merge;
  const isKept = keptId === patientId;
  const other = <PatientName id={isKept ? mergedId : keptId} />;
  return (
    <Paper component="article" withBorder p="md" radius="md" aria-label={texts.label}>
      <Group justify="space-between">
        <Stack gap={2} flex={1} miw={220}>
          <Text>{isKept ? texts.intoThis(other) : texts.intoOther(other)}</Text>
          <Text size="sm" c="dimmed">
            {texts.by(formatInstant(mergedAt), mergedByName)}
          </Text>
          {undoneAt ? <Text size="sm">{texts.undone(formatInstant(undoneAt), undoneByName)}</Text> : null}
        </Stack>
        {undoneAt === null && may("patient:merge") ? <UnmergeButton mergeId={merge.id} /> : null}
      </Group>
    </Paper>
  );
}
