import type { PatientId } from "@caretype/client";
import { Button } from "@mantine/core";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { focusHeading } from "../../../kit/focus/page-focus.tsx";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { texts as distinctTexts } from "./texts.en.ts";

type Brief = { id: PatientId; name: string };
type DistinctButtonProps = { one: Brief; other: Brief; size?: "xs" | "sm" };

/** Marks two patients as different people. Shown to those who may merge. */
export function DistinctButton({ one, other, size = "xs" }: DistinctButtonProps) {
  const may = usePermissions();
  const pair = { id: one.id, otherId: other.id };
  const mark = useSingleMutation(
    api.patient.markDistinct.mutationOptions({
      onSuccess: async () => {
        notifyDone(distinctTexts.areMarked(one.name, other.name), async () => {
          await caretype.patient.unmarkDistinct.mutate(pair);
          await invalidatePatients();
        });
        await invalidatePatients();
        // The pair is no longer listed, and this button had the focus.
        if (document.activeElement === document.body) focusHeading({ preventScroll: true });
      },
      onError: (error) => notifyFailed(distinctTexts.notMarked, error),
    }),
  );
  if (!may("patient:merge")) return null;
  return (
    <Button
      variant="subtle"
      size={size}
      loading={mark.isPending}
      onClick={() => mark.mutate(pair)}
      aria-label={distinctTexts.notSameLabel(one.name, other.name)}
    >
      {distinctTexts.notSame}
    </Button>
  );
}
