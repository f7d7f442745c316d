import { Skeleton, Stack } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { UnsavedChanges } from "../../../session/form/unsaved-changes.tsx";
import { MissingSetup, MissingZone } from "../../schedule/missing-setup.tsx";
import { WaitlistDialog } from "../waitlist/waitlist-dialog.tsx";
import type { BookDialogProps } from "./book-dialog-props.ts";
import { BookingDetails } from "./booking-details.tsx";
import { BookingRefusal } from "./booking-refusal.tsx";
import { ChooseDoctor } from "./choose-doctor.tsx";
import { ChoosePatient } from "./choose-patient.tsx";
import { ChooseTime } from "./choose-time.tsx";
import { ChooseVisitType } from "./choose-visit-type.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import { texts as bookingTexts } from "./texts.en.ts";
import { useBookingChoice } from "./use-booking-choice.ts";
import { type Booking, timeCodes, useBookingForm } from "./use-booking-form.ts";

/** Books an appointment, or a series. Says what has to be set up before. */
export function BookAppointment(props: BookDialogProps) {
  const { onClose } = props;
  const may = usePermissions();
  const [isAsking, setAsking] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const chosen = useBookingChoice(props);
  const booking = useBookingForm({
    choice: chosen.choice,
    mayOverride: may("appointment:override"),
    onDone: onClose,
  });
  const close = () => (booking.form.isDirty() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog onClose={close} closeOnClickOutside={false} size="lg" title={bookingTexts.title}>
        <QueryStates query={chosen.choices} skeleton={<Skeleton h={320} />}>
          {(choices) =>
            choices.visitTypes.length === 0 || !choices.hasHours ? (
              <MissingSetup {...choices} />
            ) : (
              <RecordForm
                {...booking}
                submitLabel={submitLabel(booking)}
                onCancel={close}
                shownElsewhere={timeCodes}
              >
                <Stack ref={focusFirstField}>
                  <MissingZone />
                  <ChoosePatient chosen={chosen} booking={booking} />
                  <ChooseVisitType chosen={chosen} visitTypes={choices.visitTypes} />
                  <ChooseDoctor chosen={chosen} booking={booking} />
                  <BookingRefusal booking={booking} />
                  <ChooseTime chosen={chosen} booking={booking} onWait={() => setWaiting(true)} />
                  <BookingDetails booking={booking} rooms={choices.rooms} />
                </Stack>
              </RecordForm>
            )
          }
        </QueryStates>
      </Dialog>
      <UnsavedChanges
        blocker={{ status: isAsking ? "blocked" : "idle", proceed: onClose, reset: () => setAsking(false) }}
        isSaving={booking.isSaving}
      />
      {isWaiting ? (
        <WaitlistDialog
          {...chosen.wish}
          onClose={() => setWaiting(false)}
          onAdded={() => {
            booking.discard();
            onClose();
          }}
        />
      ) : null}
    </>
  );
}

const submitLabel = ({ isRepeated, isOverride }: Booking) => {
  if (isRepeated) return bookingTexts.bookSeries;
  return isOverride ? bookingTexts.bookAnyway : bookingTexts.submit;
};
