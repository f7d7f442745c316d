import { allergyCases } from "./chart/allergy/cases.ts";
import { chartCases } from "./chart/chart/cases.ts";
import { procedureCases } from "./chart/clinical-procedure/cases.ts";
import { codesCases } from "./chart/codes/cases.ts";
import { conditionCases } from "./chart/condition/cases.ts";
import { encounterCases } from "./chart/encounter/cases.ts";
import { immunizationCases } from "./chart/immunization/cases.ts";
import { medicationCases } from "./chart/medication/cases.ts";
import { noteCases } from "./chart/note/cases.ts";
import { noteDraftCases } from "./chart/note-draft/cases.ts";
import { noteKindCases } from "./chart/note-kind/cases.ts";
import { observationCases } from "./chart/observation/cases.ts";
import { restrictionCases } from "./chart/restriction/cases.ts";
import { accountCases } from "./identity/access/cases.ts";
import { apiKeyCases } from "./identity/api-key/cases.ts";
import { passkeyCases } from "./identity/credential/passkey/cases.ts";
import { secondFactorCases } from "./identity/credential/second-factor/cases.ts";
import { notificationCases } from "./identity/notification/cases.ts";
import { practiceCases } from "./identity/practice/cases.ts";
import { invitationCases } from "./identity/practice/invitation/cases.ts";
import { memberCases } from "./identity/practice/member/cases.ts";
import { sessionCases } from "./identity/session/cases.ts";
import { auditTrailCases } from "./operations/audit/report/cases.ts";
import { doctorCases } from "./operations/doctor/cases.ts";
import { importCases } from "./operations/import/cases.ts";
import { patientCases } from "./operations/patient/cases.ts";
import { sampleDataCases } from "./operations/sample-data/cases.ts";
import { staffCases } from "./operations/staff/cases.ts";
import { statisticsCases } from "./operations/statistics/cases.ts";
import { assignmentCases } from "./people/assignment/cases.ts";
import { savedViewCases } from "./people/saved-view/cases.ts";
import type { AppRouter } from "./router.ts";
import { appointmentCases } from "./scheduling/appointment/cases.ts";
import { appointmentLinkCases } from "./scheduling/appointment-link/cases.ts";
import { calendarFeedCases } from "./scheduling/calendar-feed/cases.ts";
import { openingHoursCases } from "./scheduling/opening-hours/cases.ts";
import { roomCases } from "./scheduling/room/cases.ts";
import { visitTypeCases } from "./scheduling/visit-type/cases.ts";
import { waitlistCases } from "./scheduling/waitlist/cases.ts";
import type { Case } from "./testing/case.ts";

/** For tests only. */
const appCases = {
  account: accountCases,
  session: sessionCases,
  apiKey: apiKeyCases,
  secondFactor: secondFactorCases,
  passkey: passkeyCases,
  practice: practiceCases,
  sampleData: sampleDataCases,
  member: memberCases,
  invitation: invitationCases,
  notification: notificationCases,
  patient: patientCases,
  doctor: doctorCases,
  assignment: assignmentCases,
  import: importCases,
  savedView: savedViewCases,
  visitType: visitTypeCases,
  waitlist: waitlistCases,
  codes: codesCases,
  room: roomCases,
  openingHours: openingHoursCases,
  appointment: appointmentCases,
  appointmentLink: appointmentLinkCases,
  calendarFeed: calendarFeedCases,
  encounter: encounterCases,
  condition: conditionCases,
  allergy: allergyCases,
  observation: observationCases,
  noteKind: noteKindCases,
  chart: chartCases,
  noteDraft: noteDraftCases,
  note: noteCases,
  medication: medicationCases,
  immunization: immunizationCases,
  procedure: procedureCases,
  restriction: restrictionCases,
  audit: auditTrailCases,
  staff: staffCases,
  statistics: statisticsCases,
} satisfies Record<keyof AppRouter["_def"]["record"], Record<string, Case<unknown>>>;

/** The test case of each procedure, by path. */
export const cases: ReadonlyMap<string, Case<unknown>> = new Map(
  Object.entries(appCases).flatMap(([feature, rows]) =>
    Object.entries<Case<unknown>>(rows).map(([name, row]) => [`${feature}.${name}`, row] as const),
  ),
);
