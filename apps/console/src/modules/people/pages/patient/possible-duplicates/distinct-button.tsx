import type { PatientId } from "@caretype/client";
import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { focusHeading } from "../../../../../kit/focus/page-focus.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { texts } from "./texts.en.ts";

type Brief = { id: PatientId; name: string };

const { markDistinct, unmarkDistinct } = caretype.patient;

/** Marks two patients as different people. */
export const DistinctButton = ({ one, other, size }: { one: Brief; other: Brief; size?: "sm" }) => (
  <PairButton
    pair={[one.id, other.id]}
    change={markDistinct.mutate}
    undo={unmarkDistinct.mutate}
    done={texts.areMarked(one.name, other.name)}
    failed={texts.notMarked}
    label={texts.notSameLabel(one.name, other.name)}
    variant="default"
    size={size}
  >
    {texts.notSame}
  </PairButton>
);

export const UnmarkButton = ({ id, other }: { id: PatientId; other: Brief }) => (
  <PairButton
    pair={[id, other.id]}
    change={unmarkDistinct.mutate}
    undo={markDistinct.mutate}
    done={texts.isUnmarked(other.name)}
    failed={texts.notUnmarked}
    label={texts.undoLabel(other.name)}
    variant="default"
  >
    {commonTexts.undo}
  </PairButton>
);

type Change = (pair: { id: PatientId; otherId: PatientId }) => Promise<unknown>;

type PairButtonProps = Pick<ButtonProps, "variant" | "size"> & {
  pair: readonly [PatientId, PatientId];
  change: Change;
  undo: Change;
  done: ReactNode;
  failed: string;
  label: string;
  children: string;
};

/** Changes knowledge about two patients. Requires permission to merge. */
function PairButton({ pair, change, undo, done, failed, label, size = "xs", ...button }: PairButtonProps) {
  const may = usePermissions();
  const [id, otherId] = pair;
  const { mutate, isPending } = useSingleMutation({
    mutationFn: () => change({ id, otherId }),
    onSuccess: async () => {
      notifyDone(done, async () => {
        await undo({ id, otherId });
        await invalidatePatients();
      });
      await invalidatePatients();
      // The pair leaves the list, and this button had the focus.
      if (document.activeElement === document.body) focusHeading({ preventScroll: true });
    },
    onError: (error) => notifyFailed(failed, error),
  });
  if (!may("patient:merge")) return null;
  return <Button {...button} size={size} loading={isPending} onClick={() => mutate()} aria-label={label} />;
}
