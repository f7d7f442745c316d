import type { MergeId, RemovedPatient } from "@caretype/client";
import { Button } from "@mantine/core";
import { useIsShown } from "../../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { UnmergeButton } from "../duplicates/unmerge-button.tsx";
import { RestorationRefused } from "./restoration-refused.tsx";
import { restorePatient } from "./restore-patient.ts";

/** Restores a removed patient, or undoes the merge of a merged one. */
export function RestoreRemoved({ patient, mergeId }: { patient: RemovedPatient; mergeId: MergeId | null }) {
  const may = usePermissions();
  const isShown = useIsShown();
  const restore = useSingleMutation({
    mutationFn: () => restorePatient(patient.record.id),
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
