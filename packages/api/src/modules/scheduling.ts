import { defineModule } from "../kernel/module/module.ts";
import { forgetVisits } from "../scheduling/appointment/erasure.ts";
import { appointmentRouter } from "../scheduling/appointment/router.ts";
import { appointmentLinkRouter } from "../scheduling/appointment-link/router.ts";
import { sendReminders } from "../scheduling/appointment-mail/send-reminders.ts";
import { calendarFeedRouter } from "../scheduling/calendar-feed/router.ts";
import { scheduling } from "../scheduling/declaration.ts";
import { schedulingConstraints, schedulingErrors } from "../scheduling/errors.ts";
import { holidaysRouter } from "../scheduling/opening-hours/holidays-router.ts";
import { openingHoursRouter } from "../scheduling/opening-hours/router.ts";
import { visitsOfDoctor, visitsOfPatient } from "../scheduling/people-rows.ts";
import { refusedEmailRouter } from "../scheduling/refused-email/router.ts";
import { roomRouter } from "../scheduling/room/router.ts";
import { visitTypeRouter } from "../scheduling/visit-type/router.ts";
import { offerFreedSlots } from "../scheduling/waitlist/offer-slots.ts";
import { deletePastEntries } from "../scheduling/waitlist/queries.ts";
import { waitlistRouter } from "../scheduling/waitlist/router.ts";
import { hour, minute, second } from "./intervals.ts";

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
  tasks: [
    {
      name: "reminders",
      milliseconds: minute,
      run: async (context) => {
        if (context.sendsMail) await sendReminders(context);
      },
    },
    // Also without emails, so that freed slots do not pile up.
    { name: "offers", milliseconds: 5 * second, run: offerFreedSlots },
    { name: "waitlist", milliseconds: hour, run: ({ database }) => deletePastEntries(database) },
  ],
});
