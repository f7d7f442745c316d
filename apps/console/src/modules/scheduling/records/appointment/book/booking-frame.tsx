import { Skeleton } from "@mantine/core";
import type { ComponentProps, ReactNode } from "react";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { AskingDialog } from "../../../../../session/form/asking-dialog.tsx";
import { type FramedForm, RecordForm } from "../../../../../session/form/record-form.tsx";
import { MissingSetup } from "../../schedule/missing-setup.tsx";
import { missing } from "../../schedule/texts.en.ts";
import type { BookingChoice } from "./use-booking-choice.ts";

type BookingFrameProps = Omit<ComponentProps<typeof AskingDialog>, "isAtRisk" | "isSaving" | "children"> & {
  chosen: BookingChoice;
  booking: FramedForm & { form: { isDirty: () => boolean } };
  formProps: Pick<ComponentProps<typeof RecordForm>, "submitLabel" | "shownElsewhere">;
  children: ReactNode;
};

/** The dialog of a visit's form. Names missing settings first. */
export const BookingFrame = ({ chosen, booking, formProps, children, ...dialog }: BookingFrameProps) => (
  <AskingDialog {...dialog} isAtRisk={() => booking.form.isDirty()} isSaving={booking.isSaving}>
    {(close) => (
      <QueryStates query={chosen.choices} skeleton={<Skeleton h={320} />}>
        {(choices) =>
          choices.visitTypes.length === 0 || !choices.hasHours ? (
            <MissingSetup title={missing.title}>
              {choices.visitTypes.length === 0 ? missing.visitTypes : null}{" "}
              {choices.hasHours ? null : missing.hours}
            </MissingSetup>
          ) : (
            <RecordForm {...booking} {...formProps} onCancel={close}>
              {children}
            </RecordForm>
          )
        }
      </QueryStates>
    )}
  </AskingDialog>
);
