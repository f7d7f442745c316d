import { allergyRouter } from "./chart/allergy/router.ts";
import { chartRouter } from "./chart/chart/router.ts";
import { procedureRouter } from "./chart/clinical-procedure/router.ts";
import { codesRouter } from "./chart/codes/router.ts";
import { conditionRouter } from "./chart/condition/router.ts";
import { encounterRouter } from "./chart/encounter/router.ts";
import { immunizationRouter } from "./chart/immunization/router.ts";
import { medicationRouter } from "./chart/medication/router.ts";
import { noteRouter } from "./chart/note/router.ts";
import { noteDraftRouter } from "./chart/note-draft/router.ts";
import { noteKindRouter } from "./chart/note-kind/router.ts";
import { observationRouter } from "./chart/observation/router.ts";
import { restrictionRouter } from "./chart/restriction/router.ts";
import { accountRouter } from "./identity/access/router.ts";
import { apiKeyRouter } from "./identity/api-key/router.ts";
import { passkeyRouter } from "./identity/credential/passkey/router.ts";
import { secondFactorRouter } from "./identity/credential/second-factor/router.ts";
import { notificationRouter } from "./identity/notification/router.ts";
import { invitationRouter } from "./identity/practice/invitation/router.ts";
import { memberRouter } from "./identity/practice/member/router.ts";
import { practiceRouter } from "./identity/practice/router.ts";
import { sessionRouter } from "./identity/session/router.ts";
import { auditTrailRouter } from "./operations/audit/report/router.ts";
import { doctorRouter } from "./operations/doctor/router.ts";
import { importRouter } from "./operations/import/router.ts";
import { patientRouter } from "./operations/patient/router.ts";
import { sampleDataRouter } from "./operations/sample-data/router.ts";
import { staffRouter } from "./operations/staff/router.ts";
import { statisticsRouter } from "./operations/statistics/router.ts";
import { assignmentRouter } from "./people/assignment/router.ts";
import { savedViewRouter } from "./people/saved-view/router.ts";
import { appointmentRouter } from "./scheduling/appointment/router.ts";
import { appointmentLinkRouter } from "./scheduling/appointment-link/router.ts";
import { calendarFeedRouter } from "./scheduling/calendar-feed/router.ts";
import { openingHoursRouter } from "./scheduling/opening-hours/router.ts";
import { refusedEmailRouter } from "./scheduling/refused-email/router.ts";
import { roomRouter } from "./scheduling/room/router.ts";
import { visitTypeRouter } from "./scheduling/visit-type/router.ts";
import { waitlistRouter } from "./scheduling/waitlist/router.ts";

/**
 * The features, once, in the order of the API's document. Tests find their `cases.ts` beside them. Each is a function, so
 * that an editor resolves only the feature in use. An object of routers is resolved as a whole.
 */
export const features = {
  account: () => accountRouter,
  session: () => sessionRouter,
  apiKey: () => apiKeyRouter,
  secondFactor: () => secondFactorRouter,
  passkey: () => passkeyRouter,
  practice: () => practiceRouter,
  sampleData: () => sampleDataRouter,
  member: () => memberRouter,
  invitation: () => invitationRouter,
  notification: () => notificationRouter,
  patient: () => patientRouter,
  doctor: () => doctorRouter,
  assignment: () => assignmentRouter,
  import: () => importRouter,
  savedView: () => savedViewRouter,
  visitType: () => visitTypeRouter,
  codes: () => codesRouter,
  room: () => roomRouter,
  openingHours: () => openingHoursRouter,
  appointment: () => appointmentRouter,
  appointmentLink: () => appointmentLinkRouter,
  calendarFeed: () => calendarFeedRouter,
  waitlist: () => waitlistRouter,
  refusedEmail: () => refusedEmailRouter,
  encounter: () => encounterRouter,
  condition: () => conditionRouter,
  allergy: () => allergyRouter,
  observation: () => observationRouter,
  noteKind: () => noteKindRouter,
  chart: () => chartRouter,
  noteDraft: () => noteDraftRouter,
  note: () => noteRouter,
  medication: () => medicationRouter,
  immunization: () => immunizationRouter,
  procedure: () => procedureRouter,
  restriction: () => restrictionRouter,
  audit: () => auditTrailRouter,
  staff: () => staffRouter,
  statistics: () => statisticsRouter,
};
