import { hour, minute, second } from "@caretype/core/kernel/module/intervals";
import { defineModule } from "@caretype/core/kernel/module/module";
import { forgetVisits } from "./appointment/erasure.ts";
import { appointmentRouter } from "./appointment/router.ts";
import { appointmentLinkRouter } from "./appointment-link/router.ts";
import { appointmentMail } from "./appointment-mail/content.ts";
import { isPatientsMail, redirectPatientMails } from "./appointment-mail/notify-patient.ts";
import { sendReminders } from "./appointment-mail/send-reminders.ts";
import { calendarFeedRouter } from "./calendar-feed/router.ts";
import { scheduling } from "./declaration.ts";
import { schedulingConstraints, schedulingErrors } from "./errors.ts";
import { holidaysRouter } from "./opening-hours/holidays-router.ts";
import { openingHoursRouter } from "./opening-hours/router.ts";
import { visitsOfDoctor, visitsOfPatient } from "./people-rows.ts";
import { recordOutcome } from "./refused-email/queries.ts";
import { refusedEmailRouter } from "./refused-email/router.ts";
import { roomRouter } from "./room/router.ts";
import { visitTypeRouter } from "./visit-type/router.ts";
import { endWishes, withdrawUnreachable } from "./waitlist/leave-waitlist.ts";
import { offerFreedSlots } from "./waitlist/offer-slots.ts";
import { deletePastEntries } from "./waitlist/queries.ts";
import { waitlistRouter } from "./waitlist/router.ts";

const features = {
  visitType: () => visitTypeRouter,
  room: () => roomRouter,
  openingHours: () => openingHoursRouter,
  appointment: () => appointmentRouter,
  appointmentLink: () => appointmentLinkRouter,
  calendarFeed: () => calendarFeedRouter,
  waitlist: () => waitlistRouter,
  refusedEmail: () => refusedEmailRouter,
};
const extend = { practice: () => holidaysRouter };

export const schedulingModule = defineModule({
  ...scheduling,
  errors: schedulingErrors,
  constraints: schedulingConstraints,
  features,
  extend,
  patient: visitsOfPatient,
  doctor: visitsOfDoctor,
  forget: forgetVisits,
  mails: () => ({ appointment: appointmentMail }),
  isAddressed: isPatientsMail,
  recordOutcome,
  async redirectMails(context, patientId) {
    await redirectPatientMails(context, { patientId });
    await withdrawUnreachable(context, patientId);
  },
  followBookings: endWishes,
  tasks: [
    {
      name: "reminders",
      milliseconds: minute,
      run: async (context) => {
        if (context.sendsMail) await sendReminders(context);
      },
    },
    // Runs even without emails, so that freed slots do not accumulate.
    { name: "offers", milliseconds: 5 * second, run: offerFreedSlots },
    { name: "waitlist", milliseconds: hour, run: ({ database }) => deletePastEntries(database) },
  ],
});
