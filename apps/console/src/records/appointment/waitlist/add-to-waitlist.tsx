import { Skeleton, Stack } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { UnsavedChanges } from "../../../session/form/unsaved-changes.tsx";
import { MissingSetup } from "../../schedule/missing-setup.tsx";
import { ChooseDoctor } from "../book/choose-doctor.tsx";
import { ChoosePatient } from "../book/choose-patient.tsx";
import { ChooseVisitType } from "../book/choose-visit-type.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { useBookingChoice } from "../book/use-booking-choice.ts";
import { texts } from "./texts.en.ts";
import { useWaitlistForm } from "./use-waitlist-form.ts";
import type { WaitlistDialogProps } from "./waitlist-dialog-props.ts";
import { WishInputs } from "./wish-inputs.tsx";

/** Adds a patient to the waitlist, for a visit type and the times that suit. */
export function AddToWaitlist({ onClose, onAdded = onClose, ...given }: WaitlistDialogProps) {
  const [isAsking, setAsking] = useState(false);
  const chosen = useBookingChoice(given);
  const waiting = useWaitlistForm({ chosen, onDone: onAdded });
  const { form } = waiting;
  const close = () => (form.isDirty() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog onClose={close} closeOnClickOutside={false} size="lg" title={texts.add}>
        <QueryStates query={chosen.choices} skeleton={<Skeleton h={320} />}>
          {(choices) =>
            choices.visitTypes.length === 0 || !choices.hasHours ? (
              <MissingSetup {...choices} />
            ) : (
              <RecordForm {...waiting} submitLabel={texts.submit} onCancel={close}>
                <Stack ref={focusFirstField}>
                  <ChoosePatient chosen={chosen} booking={waiting} />
                  <ChooseVisitType chosen={chosen} visitTypes={choices.visitTypes} />
                  <ChooseDoctor chosen={chosen} booking={waiting} />
                  <WishInputs form={form} />
                </Stack>
              </RecordForm>
            )
          }
        </QueryStates>
      </Dialog>
      <UnsavedChanges
        blocker={{ status: isAsking ? "blocked" : "idle", proceed: onClose, reset: () => setAsking(false) }}
        isSaving={waiting.isSaving}
      />
    </>
  );
}
