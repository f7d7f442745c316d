import { accountCases } from "./account/cases.ts";
import { allergyCases } from "./allergy/cases.ts";
import { apiKeyCases } from "./api-key/cases.ts";
import { appointmentCases } from "./appointment/cases.ts";
import { appointmentLinkCases } from "./appointment-link/cases.ts";
import { assignmentCases } from "./assignment/cases.ts";
import { auditTrailCases } from "./audit/report/cases.ts";
import { calendarFeedCases } from "./calendar-feed/cases.ts";
import { chartCases } from "./chart/cases.ts";
import { procedureCases } from "./clinical-procedure/cases.ts";
import { codesCases } from "./codes/cases.ts";
import { conditionCases } from "./condition/cases.ts";
import { doctorCases } from "./doctor/cases.ts";
import { encounterCases } from "./encounter/cases.ts";
import { immunizationCases } from "./immunization/cases.ts";
import { importCases } from "./import/cases.ts";
import { invitationCases } from "./invitation/cases.ts";
import { medicationCases } from "./medication/cases.ts";
import { memberCases } from "./member/cases.ts";
import { noteCases } from "./note/cases.ts";
import { noteDraftCases } from "./note-draft/cases.ts";
import { noteKindCases } from "./note-kind/cases.ts";
import { notificationCases } from "./notification/cases.ts";
import { observationCases } from "./observation/cases.ts";
import { openingHoursCases } from "./opening-hours/cases.ts";
import { passkeyCases } from "./passkey/cases.ts";
import { patientCases } from "./patient/cases.ts";
import { practiceCases } from "./practice/cases.ts";
import { restrictionCases } from "./restriction/cases.ts";
import { roomCases } from "./room/cases.ts";
import type { AppRouter } from "./router.ts";
import { sampleDataCases } from "./sample-data/cases.ts";
import { savedViewCases } from "./saved-view/cases.ts";
import { secondFactorCases } from "./second-factor/cases.ts";
import { sessionCases } from "./session/cases.ts";
import { staffCases } from "./staff/cases.ts";
import { statisticsCases } from "./statistics/cases.ts";
import type { Case } from "./testing/case.ts";
import { visitTypeCases } from "./visit-type/cases.ts";
import { waitlistCases } from "./waitlist/cases.ts";

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
