import type { TRPCBuiltRouter, TRPCDecorateCreateRouterOptions } from "@trpc/server";
import { accountRouter } from "./account/router.ts";
import { allergyRouter } from "./allergy/router.ts";
import { apiKeyRouter } from "./api-key/router.ts";
import { appointmentRouter } from "./appointment/router.ts";
import { appointmentLinkRouter } from "./appointment-link/router.ts";
import { assignmentRouter } from "./assignment/router.ts";
import { auditTrailRouter } from "./audit/report/router.ts";
import { calendarFeedRouter } from "./calendar-feed/router.ts";
import { chartRouter } from "./chart/router.ts";
import { procedureRouter } from "./clinical-procedure/router.ts";
import { codesRouter } from "./codes/router.ts";
import { conditionRouter } from "./condition/router.ts";
import { doctorRouter } from "./doctor/router.ts";
import { encounterRouter } from "./encounter/router.ts";
import { immunizationRouter } from "./immunization/router.ts";
import { importRouter } from "./import/router.ts";
import { invitationRouter } from "./invitation/router.ts";
import { medicationRouter } from "./medication/router.ts";
import { memberRouter } from "./member/router.ts";
import { noteRouter } from "./note/router.ts";
import { noteDraftRouter } from "./note-draft/router.ts";
import { noteKindRouter } from "./note-kind/router.ts";
import { notificationRouter } from "./notification/router.ts";
import { observationRouter } from "./observation/router.ts";
import { openingHoursRouter } from "./opening-hours/router.ts";
import { passkeyRouter } from "./passkey/router.ts";
import { patientRouter } from "./patient/router.ts";
import { practiceRouter } from "./practice/router.ts";
import { router } from "./procedure/builder.ts";
import type { RootTypes } from "./procedure/trpc.ts";
import { restrictionRouter } from "./restriction/router.ts";
import { roomRouter } from "./room/router.ts";
import { sampleDataRouter } from "./sample-data/router.ts";
import { savedViewRouter } from "./saved-view/router.ts";
import { secondFactorRouter } from "./second-factor/router.ts";
import { sessionRouter } from "./session/router.ts";
import { staffRouter } from "./staff/router.ts";
import { statisticsRouter } from "./statistics/router.ts";
import { visitTypeRouter } from "./visit-type/router.ts";
import { waitlistRouter } from "./waitlist/router.ts";

/** Named, so that an editor resolves only the feature in use. An inferred router type is resolved as a whole. */
type Features = {
  account: typeof accountRouter;
  session: typeof sessionRouter;
  apiKey: typeof apiKeyRouter;
  secondFactor: typeof secondFactorRouter;
  passkey: typeof passkeyRouter;
  practice: typeof practiceRouter;
  sampleData: typeof sampleDataRouter;
  member: typeof memberRouter;
  invitation: typeof invitationRouter;
  notification: typeof notificationRouter;
  patient: typeof patientRouter;
  doctor: typeof doctorRouter;
  assignment: typeof assignmentRouter;
  import: typeof importRouter;
  savedView: typeof savedViewRouter;
  visitType: typeof visitTypeRouter;
  codes: typeof codesRouter;
  room: typeof roomRouter;
  openingHours: typeof openingHoursRouter;
  appointment: typeof appointmentRouter;
  appointmentLink: typeof appointmentLinkRouter;
  calendarFeed: typeof calendarFeedRouter;
  waitlist: typeof waitlistRouter;
  encounter: typeof encounterRouter;
  condition: typeof conditionRouter;
  allergy: typeof allergyRouter;
  observation: typeof observationRouter;
  noteKind: typeof noteKindRouter;
  chart: typeof chartRouter;
  noteDraft: typeof noteDraftRouter;
  note: typeof noteRouter;
  medication: typeof medicationRouter;
  immunization: typeof immunizationRouter;
  procedure: typeof procedureRouter;
  restriction: typeof restrictionRouter;
  audit: typeof auditTrailRouter;
  staff: typeof staffRouter;
  statistics: typeof statisticsRouter;
};

export const appRouter = router({
  account: accountRouter,
  session: sessionRouter,
  apiKey: apiKeyRouter,
  secondFactor: secondFactorRouter,
  passkey: passkeyRouter,
  practice: practiceRouter,
  sampleData: sampleDataRouter,
  member: memberRouter,
  invitation: invitationRouter,
  notification: notificationRouter,
  patient: patientRouter,
  doctor: doctorRouter,
  assignment: assignmentRouter,
  import: importRouter,
  savedView: savedViewRouter,
  visitType: visitTypeRouter,
  codes: codesRouter,
  room: roomRouter,
  openingHours: openingHoursRouter,
  appointment: appointmentRouter,
  appointmentLink: appointmentLinkRouter,
  calendarFeed: calendarFeedRouter,
  waitlist: waitlistRouter,
  encounter: encounterRouter,
  condition: conditionRouter,
  allergy: allergyRouter,
  observation: observationRouter,
  noteKind: noteKindRouter,
  chart: chartRouter,
  noteDraft: noteDraftRouter,
  note: noteRouter,
  medication: medicationRouter,
  immunization: immunizationRouter,
  procedure: procedureRouter,
  restriction: restrictionRouter,
  audit: auditTrailRouter,
  staff: staffRouter,
  statistics: statisticsRouter,
} satisfies Features);

export type AppRouter = TRPCBuiltRouter<RootTypes, TRPCDecorateCreateRouterOptions<Features>>;
