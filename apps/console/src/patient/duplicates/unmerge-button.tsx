import type { MergeId } from "@caretype/client";
import { type Blocker, isErrorOf, patientId, type RouterOutputs } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { api } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { fieldText } from "../../form/field-messages.ts";
import { useIsShown } from "../../shell/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../shell/notice/notify.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { commonTexts } from "../../texts/common.ts";
import { mergeTexts } from "../../texts/merge.ts";
import { invalidatePatients } from "../patient-cache.ts";
import { describeSeparation } from "./describe-separation.tsx";

type UnmergeButtonProps = {
  mergeId: MergeId;
  /** Smaller, for entries of a timeline. */
  isCompact?: boolean;
};

const compact = { size: "compact-sm", variant: "subtle", "aria-label": mergeTexts.undo } as const;

/** Undoes a merge. A dialog shows what blocks it. */
export function UnmergeButton({ mergeId, isCompact = false }: UnmergeButtonProps) {
  const isShown = useIsShown();
  const unmerge = useSingleMutation(
    api.patient.unmerge.mutationOptions({
      onSuccess: (separated: RouterOutputs["patient"]["unmerge"]) => {
        notifyDone(describeSeparation(separated));
        void invalidatePatients();
      },
      onError: (error) => {
        if (!isShown.current) notifyFailed(mergeTexts.isNotUndone, error);
      },
    }),
  );
  return (
    <>
      <Button
        variant="default"
        {...(isCompact ? compact : {})}
        loading={unmerge.isPending}
        onClick={() => unmerge.mutate({ mergeId })}
      >
        {isCompact ? mergeTexts.undoShort : mergeTexts.undo}
      </Button>
      <Dialog opened={unmerge.isError} onClose={unmerge.reset} title={mergeTexts.isNotUndone}>
        <Stack>
          <Reason error={unmerge.error} />
          <Group justify="flex-end">
            <Button onClick={unmerge.reset} data-autofocus>
              {commonTexts.close}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}

function Reason({ error }: { error: unknown }) {
  if (!isErrorOf(error, "patient.unmerge", "MERGE_BLOCKED"))
    return error ? <ErrorNotice error={error} /> : null;
  return error.data.blockedBy.map((blocker) => <BlockerText key={blocker.id} blocker={blocker} />);
}

/** The server's label says what to do. */
function BlockerText({ blocker: { kind, id, label } }: { blocker: Blocker }) {
  if (kind !== "patient") return <Text>{mergeTexts.blockedBy(fieldText(label ?? ""))}</Text>;
  const patient = (
    <AnchorLink to="/patients/$id" params={{ id: patientId.parse(id) }} underline="always">
      {mergeTexts.oneOfTheTwo}
    </AnchorLink>
  );
  return <Text>{mergeTexts.blockedByPatient(patient, fieldText(label ?? ""))}</Text>;
}
