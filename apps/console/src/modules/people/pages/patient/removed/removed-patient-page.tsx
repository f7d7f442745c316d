import { isErrorCode, type MergeId, type PatientId, type RemovedPatient } from "@caretype/client";
import { Button, Stack, Text, Title } from "@mantine/core";
import { useIsShown } from "../../../../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { NotFoundPage } from "../../../../../kit/page/not-found-page.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { PageSkeleton } from "../../../../../kit/page/page-skeleton.tsx";
import { mergeHistories } from "../../../../../records/history/merge-histories.ts";
import { texts as historyTexts } from "../../../../../records/history/texts.en.ts";
import { Timeline } from "../../../../../records/history/timeline.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { foldMerges } from "../duplicates/fold-merges.ts";
import { useAllMerges, useMergeEntries } from "../duplicates/merge-events.tsx";
import { UnmergeButton } from "../duplicates/unmerge-button.tsx";
import { PatientName } from "../page/patient-name.tsx";
import { removed as texts } from "../page/texts.en.ts";
import { usePatientVersions } from "../timeline/use-patient-timeline.tsx";
import { undoPatient } from "../undo-patient.ts";
import { RestorationRefused } from "./restoration-refused.tsx";

/** The page of a removed or merged patient, with Restore or Undo. */
export function RemovedPatientPage({ id }: { id: PatientId }) {
  const { query, versions, entries } = usePatientVersions(id, null);
  const merges = useAllMerges(id, query.isSuccess);
  const { own, events } = foldMerges(entries, useMergeEntries(id, merges.data ?? []));
  if (isErrorCode(query.error, "PATIENT_NOT_FOUND")) return <NotFoundPage />;
  if (query.isPending || merges.isPending) {
    if (!query.isError) return <PageSkeleton />;
    return (
      <Page title={commonTexts.patient}>
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    );
  }
  const [removal, before] = versions;
  if (removal?.operation !== "removed" || !before?.record) return <NotFoundPage />;
  const merge = merges.data?.find(({ mergedId, undoneAt }) => mergedId === id && undoneAt === null);
  const patient: RemovedPatient = {
    record: before.record,
    removedAt: removal.changedAt,
    removedBy: removal.changedBy,
    removedByName: removal.changedByName,
    mergedInto: merge?.keptId ?? null,
  };
  return (
    <Page
      title={texts.title}
      heading={before.record.name}
      actions={<RestoreRemoved patient={patient} mergeId={merge?.id ?? null} />}
    >
      <RemovalInfo patient={patient} />
      <Stack maw="var(--width-reading)">
        <Title order={2} size="h4">
          {historyTexts.timeline}
        </Title>
        <Timeline
          entries={
            mergeHistories([
              { entries: own, hasMore: query.hasNextPage },
              { entries: events, hasMore: false },
            ]).entries
          }
          more={query}
        />
      </Stack>
    </Page>
  );
}

function RemovalInfo({ patient: { mergedInto, removedAt, removedByName } }: { patient: RemovedPatient }) {
  const at = formatInstant(removedAt);
  if (mergedInto === null) return <Text>{texts.removedOn(at, removedByName)}</Text>;
  const other = (
    <AnchorLink to="/patients/$id" params={{ id: mergedInto }} underline="always">
      <PatientName id={mergedInto} />
    </AnchorLink>
  );
  return <Text>{texts.mergedOn(other, at, removedByName)}</Text>;
}

/** Restores a removed patient, or undoes the merge of a merged one. */
function RestoreRemoved({ patient, mergeId }: { patient: RemovedPatient; mergeId: MergeId | null }) {
  const may = usePermissions();
  const isShown = useIsShown();
  const restore = useSingleMutation({
    mutationFn: () => undoPatient.restore(patient.record.id),
    onSuccess: ({ name, undo }) => notifyDone(recordTexts.isRestored(name), undo),
    onError: (error) => {
      if (!isShown.current) notifyFailed(recordTexts.isNotRestored(patient.record.name), error);
    },
  });
  if (mergeId !== null) return may("patient:merge") ? <UnmergeButton mergeId={mergeId} /> : null;
  if (!may("patient:remove")) return null;
  return (
    <>
      <Button onClick={() => restore.mutate()} loading={restore.isPending}>
        {commonTexts.restore}
      </Button>
      {restore.isError ? (
        <RestorationRefused patient={patient} error={restore.error} onClose={restore.reset} />
      ) : null}
    </>
  );
}
