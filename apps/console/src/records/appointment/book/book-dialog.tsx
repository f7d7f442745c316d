import type { DoctorId, PatientId, VisitTypeId } from "@caretype/client";
import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { keyProps } from "../../../kit/keys/key-props.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { texts } from "./texts.en.ts";

export type BookDialogProps = {
  /** Default: to be chosen. */
  patientId?: PatientId | undefined;
  /** Default: any doctor. */
  doctorId?: DoctorId | undefined;
  /** Default: any. Only without a doctor. */
  specialization?: string | undefined;
  /** The instant of the visit. Default: to be chosen from the free times. */
  startsAt?: string | undefined;
  /** Default: the practice's first. */
  visitTypeId?: VisitTypeId | undefined;
  reasonForVisit?: string | null;
  note?: string | null;
  onClose: () => void;
};

export type WaitlistDialogProps = Omit<BookDialogProps, "startsAt" | "reasonForVisit" | "note"> & {
  /** Called instead of `onClose` once the patient is added. Default: `onClose`. */
  onAdded?: () => void;
};

/** Books an appointment. Its code loads when it is rendered, which opens it. */
export const BookDialog = lazyPart(() => import("./book-appointment.tsx"), "BookAppointment");

/** Books an appointment for a patient. Nothing without the permission. */
export function BookButton({ patientId }: { patientId: PatientId }) {
  const [isBooking, setBooking] = useState(false);
  if (!usePermissions()("appointment:create")) return null;
  return (
    <>
      <Button
        {...keyProps("book")}
        aria-label={texts.book.label}
        onClick={() => setBooking(true)}
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
      >
        {texts.book.short}
      </Button>
      {isBooking ? <BookDialog patientId={patientId} onClose={() => setBooking(false)} /> : null}
    </>
  );
}
