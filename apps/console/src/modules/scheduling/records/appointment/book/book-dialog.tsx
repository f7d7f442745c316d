import type { PatientId } from "@caretype/client";
import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { useState } from "react";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { keyProps } from "../../../../../kit/keys/key-props.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { texts } from "./texts.en.ts";

/** Loads and opens when rendered. */
export const BookDialog = lazyPart(() => import("./book-appointment.tsx"), "BookAppointment");

/** Books an appointment for a patient. Hidden without the permission. */
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
