import { type Description, ofPatient } from "@caretype/core/kernel/audit-log/description";
import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { noSubjects, perPractice, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { readHistoryProcedures } from "@caretype/core/mechanisms/history/procedures";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { bookAgain, bookAppointment, holdSlot, rescheduleAppointment, updateAppointment } from "./booking.ts";
import { changeStatus, stepBack } from "./change-status.ts";
import { placeErrors, stepErrors, timeErrors } from "./errors.ts";
import { findSlots } from "./find-slots.ts";
import { appointmentKind } from "./history.ts";
import { listVisitsOfPatients } from "./list-visits-of-patients.ts";
import { findAppointment, listAppointments } from "./queries.ts";
import { readCalendar } from "./read-calendar.ts";
import { readRevision } from "./revision.ts";
import * as schema from "./schema.ts";
import { bookSeries, cancelSeries, cancelVisitsOfPatient, rescheduleSeries } from "./series.ts";
import { findVisitsOnHolidays } from "./visits-on-holidays.ts";
import { findVisitsOutsideHours } from "./visits-outside-hours.ts";

const serializeBy = perPractice;

/** `errors` are codes besides those of every change of an appointment. */
const changing = <Code extends ErrorCode = never>(patient: Description, ...errors: Code[]) =>
  protectedProcedure("appointment:update", {
    describes: ofPatient(patient),
    errors: [...stepErrors, ...errors],
    serializeBy,
  });

export const appointmentRouter = router({
  list: protectedProcedure("appointment:read", {
    describes: { practice: "Listed appointments", patient: "Saw the patient's appointment in a list" },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /appointments", "List the practice's appointments, earliest first", {
      also: ["GET /patients/{patientId}/appointments", "GET /doctors/{doctorId}/appointments"],
    })
    .input(schema.ListAppointments)
    .output(schema.AppointmentPage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listAppointments)),

  visitsOfPatients: protectedProcedure("appointment:read", {
    describes: {
      practice: "Listed patients' next and last visits",
      patient: "Saw when the patient's next and last visits are",
    },
  })
    .rest("GET /appointments/visits", "List the next and the last visit of several patients", {
      description: "Omits ids of no patient, and patients without such a visit.",
    })
    .input(schema.ListVisitsOfPatients)
    .output(schema.VisitsOfPatientPage)
    .query(({ ctx, input }) =>
      listVisitsOfPatients(ctx.pageReader({ limit: input.patientIds.length }), ctx.scope, input.patientIds),
    ),

  byId: protectedProcedure("appointment:read", {
    describes: ofPatient("Read an appointment"),
    errors: ["APPOINTMENT_NOT_FOUND"],
  })
    .rest("GET /appointments/{id}", "Read one appointment")
    .input(schema.AppointmentById)
    .output(schema.Appointment)
    .query(({ ctx, input }) => findAppointment(ctx.db, ctx.scope, input.id)),

  slots: protectedProcedure("appointment:read", {
    describes: "Looked for free slots",
    errors: ["VISIT_TYPE_NOT_FOUND", "ROOM_NOT_FOUND"],
    cost: 5,
  })
    .rest("GET /appointments/slots", "List free slots of one or several doctors, earliest first", {
      also: ["GET /doctors/{doctorId}/slots"],
      description:
        "Slots are free times in the doctors' opening hours, except on days on which a doctor has no appointments left. If several doctors are free at the same time, the one booked longest ago is first.",
    })
    .input(schema.FindSlots)
    .output(schema.SlotPage)
    .query(({ ctx, input }) => findSlots(ctx.searcher(), ctx.scope, input)),

  calendar: protectedProcedure("appointment:read", {
    describes: { practice: "Viewed the calendar", patient: "Saw the patient's appointment in the calendar" },
    cost: 5,
  })
    .rest("GET /appointments/calendar", "Read what a calendar shows of some days", {
      description: "Returns appointments, opening hours and full days.",
    })
    .input(schema.ReadCalendar)
    .output(schema.Calendar)
    .query(({ ctx, input }) => readCalendar(ctx.searcher(), ctx.scope, input)),

  revision: protectedProcedure("appointment:read", { describes: "Asked whether appointments have changed" })
    .rest("GET /appointments/revision", "Ask whether appointments of some days have changed", {
      description:
        "Ask for it regularly, and read the appointments again when it differs. It names no patient, so the audit stays short.",
    })
    .meta({ ...noSubjects("it returns no record") })
    .input(schema.ReadRevision)
    .output(schema.AppointmentRevision)
    .query(({ ctx, input }) => readRevision(ctx.db, ctx.scope, input)),

  onHolidays: protectedProcedure("appointment:read", {
    describes: "Listed the holidays on which patients are booked",
  })
    .rest("GET /appointments/on-holidays", "List the holidays to come on which patients are booked", {
      description: "Of the next two years, with how many visits are booked on each. Move or cancel them.",
    })
    .meta({ ...noSubjects("it counts, and names no record") })
    .output(schema.VisitsOnHolidayPage)
    .query(({ ctx }) => findVisitsOnHolidays(ctx.db, ctx.scope)),

  outsideHours: protectedProcedure("appointment:read", {
    describes: {
      practice: "Listed a doctor's appointments outside the opening hours",
      patient: "Saw the patient's appointment in a list",
    },
    errors: ["DOCTOR_NOT_FOUND"],
    cost: 5,
  })
    .rest(
      "GET /doctors/{doctorId}/appointments/outside-hours",
      "List a doctor's visits to come that are outside the opening hours now",
      {
        description:
          "For example, because the doctor is ill. Returns the 500 earliest, and who else could see each patient at that time. Those booked with an override are listed if the doctor was open then, or was closed later. Reschedule or cancel them.",
      },
    )
    .input(schema.ListVisitsOutsideHours)
    .output(schema.VisitsOutsideHoursPage)
    .query(({ ctx, input }) => findVisitsOutsideHours(ctx.searcher(), ctx.scope, input)),

  hold: protectedProcedure("appointment:create", {
    describes: ofPatient("Held a slot for a patient"),
    errors: ["PATIENT_NOT_FOUND", ...placeErrors],
    serializeBy,
  })
    .rest("POST /appointments/hold", "Hold a slot for five minutes", {
      status: 201,
      description: "Confirm it before it expires. Until then, no one else can book it.",
    })
    .input(schema.HoldSlot)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => holdSlot(ctx, input)),

  book: protectedProcedure("appointment:create", {
    describes: { practice: "Booked an appointment", patient: "Booked an appointment for the patient" },
    errors: ["PATIENT_NOT_FOUND", ...placeErrors],
    serializeBy,
  })
    .rest("POST /appointments", "Book an appointment", { status: 201 })
    .input(schema.BookAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => bookAppointment(ctx, input)),

  bookAgain: protectedProcedure("appointment:create", {
    describes: {
      practice: "Booked a cancelled or missed appointment again",
      patient: "Booked a cancelled or missed appointment of the patient again",
    },
    errors: [...stepErrors, "PATIENT_NOT_FOUND", ...placeErrors],
    serializeBy,
  })
    .rest("POST /appointments/{id}/book-again", "Book a cancelled or missed appointment again", {
      status: 201,
      description:
        "The new appointment has the same patient, doctor, visit type, room, reason, note and start, unless others are sent.",
    })
    .input(schema.BookAgain)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => bookAgain(ctx, input)),

  bookSeries: protectedProcedure("appointment:create", {
    describes: {
      practice: "Booked a series of appointments",
      patient: "Booked a series of appointments for the patient",
    },
    errors: ["PATIENT_NOT_FOUND", ...placeErrors, "SERIES_CLASHES"],
    serializeBy,
    cost: 10,
  })
    .rest("POST /appointments/series", "Book an appointment every few weeks, all or none", {
      status: 201,
      description:
        "Each is at the same time on the wall. Holidays of the practice are left out, and `skipped` names them. If any other is not free, `clashes` lists those.",
    })
    .input(schema.BookSeries)
    .output(schema.BookedSeries)
    .mutation(({ ctx, input }) => bookSeries(ctx, input)),

  confirm: changing("Confirmed an appointment")
    .rest("POST /appointments/{id}/confirm", "Confirm a held slot")
    .input(schema.ConfirmAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => changeStatus(ctx, "confirm", input)),

  update: changing("Changed an appointment", ...placeErrors)
    .rest("PATCH /appointments/{id}", "Change an appointment's reason, note, visit type or room", {
      also: ["PUT /appointments/{id}"],
      description:
        "Until it is over. Another visit type brings its length. To change the time or the doctor, reschedule it.",
    })
    .input(schema.UpdateAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => updateAppointment(ctx, input)),

  reschedule: changing("Moved an appointment", ...placeErrors)
    .rest("POST /appointments/{id}/reschedule", "Move an appointment to another time, doctor or room", {
      description: "In one step: if the new time is not free, the appointment stays where it is.",
    })
    .input(schema.RescheduleAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => rescheduleAppointment(ctx, input)),

  rescheduleSeries: protectedProcedure("appointment:update", {
    describes: ofPatient("Moved a series of appointments"),
    errors: [...stepErrors, ...placeErrors, "SERIES_CLASHES", "NOT_A_SERIES"],
    serializeBy,
    cost: 10,
  })
    .rest(
      "POST /appointments/{id}/reschedule-series",
      "Move an appointment and the later ones of its series",
      {
        description: "Moves all by the same local time, or none. Visits that are over or cancelled stay.",
      },
    )
    .input(schema.RescheduleSeries)
    .output(schema.AppointmentPage)
    .mutation(({ ctx, input }) => rescheduleSeries(ctx, input)),

  cancel: changing("Cancelled an appointment", "APPOINTMENT_HAS_ENCOUNTER")
    .rest("POST /appointments/{id}/cancel", "Cancel an appointment, with a reason")
    .input(schema.CancelAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => changeStatus(ctx, "cancel", input)),

  cancelSeries: protectedProcedure("appointment:update", {
    describes: ofPatient("Cancelled a series of appointments"),
    errors: [...stepErrors, "NOT_A_SERIES"],
    serializeBy,
    cost: 10,
  })
    .rest("POST /appointments/{id}/cancel-series", "Cancel an appointment and the later ones of its series", {
      description: "Visits that are over stay.",
    })
    .input(schema.CancelAppointment)
    .output(schema.AppointmentPage)
    .mutation(({ ctx, input }) => cancelSeries(ctx, input)),

  cancelOfPatient: protectedProcedure("appointment:update", {
    describes: ofPatient("Cancelled all coming appointments of a patient"),
    errors: ["PATIENT_NOT_FOUND"],
    serializeBy,
    cost: 10,
  })
    .rest(
      "POST /patients/{patientId}/appointments/cancel",
      "Cancel all appointments of a patient that are to come, with a reason",
      { description: "For example of a patient who has died." },
    )
    .input(schema.CancelVisitsOfPatient)
    .output(schema.AppointmentPage)
    .mutation(({ ctx, input }) => cancelVisitsOfPatient(ctx, input)),

  checkIn: changing("Checked a patient in", ...timeErrors, "NOT_YET")
    .rest("POST /appointments/{id}/check-in", "Note that the patient has arrived")
    .input(schema.ChangeAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => changeStatus(ctx, "checkIn", input)),

  complete: changing("Completed an appointment", "NOT_YET")
    .rest("POST /appointments/{id}/complete", "Note that the visit is over")
    .input(schema.ChangeAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => changeStatus(ctx, "complete", input)),

  noShow: changing("Noted that a patient did not come", "NOT_YET", "APPOINTMENT_HAS_ENCOUNTER")
    .rest("POST /appointments/{id}/no-show", "Note that the patient did not come")
    .input(schema.ChangeAppointment)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => changeStatus(ctx, "noShow", input)),

  stepBack: protectedProcedure("appointment:update", {
    describes: {
      practice: "Changed the status of an appointment back",
      patient: "Changed the status of an appointment of the patient back",
    },
    errors: [...stepErrors, ...timeErrors, "APPOINTMENT_HAS_ENCOUNTER"],
    serializeBy,
  })
    .rest("POST /appointments/{id}/step-back", "Take back the last step of an appointment", {
      description:
        "`arrived` and `noshow` become `booked`. `fulfilled` and `cancelled` become `arrived` if the patient had come, else `booked`. A hold that was cancelled stays so.",
    })
    .input(schema.StepBack)
    .output(schema.Appointment)
    .mutation(({ ctx, input }) => stepBack(ctx, input)),

  ...readHistoryProcedures(appointmentKind),
});
