import { type Blocker, isErrorOf, type MergeId, patientId, type RouterOutputs } from "@caretype/client";
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useIsShown } from "../../../../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { NoticeDialog } from "../../../../../kit/dialog/notice-dialog.tsx";
import { fieldText } from "../../../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../../session/client/api.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { patientFields } from "../../../records/patient/field-views.ts";
import { invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { texts as mergeTexts } from "../merge/texts.en.ts";

type UnmergeButtonProps = {
  mergeId: MergeId;
  /** Smaller, for entries of a timeline. */
  isCompact?: boolean;
};

const compact = { size: "compact-sm", variant: "subtle", name: mergeTexts.undo } as const;

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
      <PlainButton
        label={isCompact ? mergeTexts.undoShort : mergeTexts.undo}
        {...(isCompact ? compact : {})}
        loading={unmerge.isPending}
        onClick={() => unmerge.mutate({ mergeId })}
      />
      <NoticeDialog opened={unmerge.isError} onClose={unmerge.reset} title={mergeTexts.isNotUndone}>
        <Reason error={unmerge.error} />
      </NoticeDialog>
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

type Separated = RouterOutputs["patient"]["unmerge"];

/** Describes an undone merge, and what was kept because it has changed since. */
function describeSeparation({ kept, merged, fieldsLeft, assignmentsLeft }: Separated): ReactNode {
  const labels = fieldsLeft.map((field) => patientFields[field].label);
  const left = [
    ...(labels.length > 0 ? [mergeTexts.keptFields(labels)] : []),
    ...(assignmentsLeft.length > 0 ? [mergeTexts.notRestored(assignmentsLeft.length)] : []),
  ];
  return (
    <>
      {mergeTexts.areTwoAgain(kept.name, merged.name)}
      {left.map((text) => `; ${text}`).join("")}
    </>
  );
}
