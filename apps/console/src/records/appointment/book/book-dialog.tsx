import { Suspense } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { BookDialogProps } from "./book-dialog-props.ts";

const BookAppointment = lazyPart(() => import("./book-appointment.tsx"), "BookAppointment");

/**
 * Books an appointment. Its code loads when it is rendered, which opens it.
 *
 * @example
 * {isBooking ? <BookDialog patientId={id} onClose={close} /> : null}
 */
export const BookDialog = (props: BookDialogProps) => (
  <Suspense>
    <BookAppointment {...props} />
  </Suspense>
);
