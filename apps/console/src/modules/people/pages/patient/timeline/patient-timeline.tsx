import type { Patient } from "@caretype/client";
import { Group, Stack, Title } from "@mantine/core";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { AsOfForm } from "../../../../../records/history/as-it-was.tsx";
import { linesOf } from "../../../../../records/history/facts.ts";
import { texts as historyTexts } from "../../../../../records/history/texts.en.ts";
import { Timeline, TimelineSkeleton } from "../../../../../records/history/timeline.tsx";
import { api, queryClient } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { timeZone, zoneName } from "../../../../../words/format/format.ts";
import { factsFor } from "../page/patient-facts.ts";
import { usePatientTimeline } from "./use-patient-timeline.tsx";

export function PatientTimeline({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const { entries, more, isPending, error, retry } = usePatientTimeline(patient);
  const readAsOf = async (at: string) => {
    const { id } = patient;
    const then = await queryClient.fetchQuery(api.patient.asOf.queryOptions({ id, at }, { staleTime: 0 }));
    return linesOf(factsFor(may), then);
  };
  return (
    <Stack maw="var(--width-reading)">
      <Group justify="space-between" align="start">
        <div>
          <Title order={2} size="h4">
            {historyTexts.timeline}
          </Title>
          <Dimmed>{historyTexts.timeZone(zoneName(timeZone))}</Dimmed>
        </div>
        <AsOfForm read={readAsOf} />
      </Group>
      {error ? <ErrorNotice error={error} onRetry={retry} /> : null}
      {isPending ? <TimelineSkeleton /> : null}
      {isPending || (error && entries.length === 0) ? null : <Timeline entries={entries} more={more} />}
    </Stack>
  );
}
