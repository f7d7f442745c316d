import { publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import * as schema from "./schema.ts";
import { cancelByLink, confirmByLink, readByLink } from "./use-link.ts";

const untilItStarts =
  "Possible until it starts. Send the start that the patient saw: if the appointment was moved since, the answer is `APPOINTMENT_MOVED`.";

export const appointmentLinkRouter = router({
  read: publicProcedure({
    describes: {
      practice: "Read an appointment by a patient's link",
      patient: "Read an appointment of the patient by their link",
      isTechnical: false,
    },
    errors: ["INVALID_LINK"],
    checksSecret: true,
  })
    .rest("POST /appointment-links/read", "Read the appointment of a patient's link", {
      description:
        "Changes nothing. Send the token in the body, because URLs are logged. The link works until the appointment is over, and while the patient has the address that it was sent to.",
    })
    .input(schema.AppointmentByLink)
    .output(schema.LinkedAppointment)
    .mutation(({ ctx, input }) => readByLink(ctx, input)),

  confirm: publicProcedure({
    describes: {
      practice: "Confirmed an appointment by a patient's link",
      patient: "Confirmed an appointment of the patient by their link",
      isTechnical: false,
    },
    errors: ["INVALID_LINK", "APPOINTMENT_STATE", "APPOINTMENT_MOVED"],
    checksSecret: true,
  })
    .rest("POST /appointment-links/confirm", "Note that the patient comes, by the patient's link", {
      description: untilItStarts,
    })
    .input(schema.ChangeByLink)
    .output(schema.LinkedAppointment)
    .mutation(({ ctx, input }) => confirmByLink(ctx, input)),

  cancel: publicProcedure({
    describes: {
      practice: "Cancelled an appointment by a patient's link",
      patient: "Cancelled an appointment of the patient by their link",
      isTechnical: false,
    },
    errors: ["INVALID_LINK", "APPOINTMENT_STATE", "APPOINTMENT_MOVED"],
    checksSecret: true,
  })
    .rest("POST /appointment-links/cancel", "Cancel the appointment of a patient's link", {
      description: `${untilItStarts} Cancelling again changes nothing.`,
    })
    .input(schema.ChangeByLink)
    .output(schema.LinkedAppointment)
    .mutation(({ ctx, input }) => cancelByLink(ctx, input)),
});
