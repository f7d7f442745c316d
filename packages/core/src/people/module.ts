import { hour } from "../kernel/module/intervals.ts";
import { defineModule } from "../kernel/module/module.ts";
import { type CachedCounts, cacheCounts } from "../mechanisms/record/cached-counts.ts";
import { assignmentRouter } from "./assignment/router.ts";
import { auditTrailRouter } from "./audit/report/router.ts";
import { keepAuditSealed, type SealListeners } from "./audit/seal/keep-sealed.ts";
import { people } from "./declaration.ts";
import { peopleConstraints, peopleErrors } from "./errors.ts";
import { createEventCursors, type EventCursors } from "./event/cursor.ts";
import { deleteOldChanges } from "./event/queries.ts";
import { eventRouter } from "./event/router.ts";
import { countGroups } from "./patient/count-groups.ts";
import type { PatientGroups } from "./patient/groups-schema.ts";
import { explainMerged } from "./patient/queries.ts";
import { doctorRouter } from "./removal/doctor/router.ts";
import { patientRouter } from "./removal/patient/router.ts";
import { savedViewRouter } from "./saved-view/router.ts";

const features = {
  patient: () => patientRouter,
  doctor: () => doctorRouter,
  assignment: () => assignmentRouter,
  savedView: () => savedViewRouter,
  event: () => eventRouter,
  audit: () => auditTrailRouter,
};

export const peopleModule = defineModule({
  ...people,
  errors: peopleErrors,
  constraints: peopleConstraints,
  features,
  tasks: [
    {
      name: "old-events",
      milliseconds: hour,
      beginsLater: true,
      run: ({ database, services }) => deleteOldChanges(database.isolatedAppender, services.eventsDays),
    },
  ],
  explanations: { PATIENT_NOT_FOUND: explainMerged, PATIENT_OR_DOCTOR_NOT_FOUND: explainMerged },
  services: ({ database, settings, onFailure }) => ({
    services: {
      patientGroups: cacheCounts({
        count: countGroups,
        rowsOf: ({ patients }) => patients,
        minimumRows: 20_000,
      }),
      directoryWrites: settings.directoryWrites ?? "verified",
      eventCursors: createEventCursors(settings.secretKey),
      eventsDays: settings.eventsDays ?? 30,
    },
    // Without an audit, there is nothing to seal.
    ...(settings.audit === undefined && {
      close: keepAuditSealed(database, {
        onSealed: settings.onAuditSealed ?? (() => undefined),
        onLag: settings.onAuditSealLag ?? (() => undefined),
        onFailure,
      }).stop,
    }),
  }),
});

declare module "../kernel/procedure/services.ts" {
  interface Services {
    eventCursors: EventCursors;
    /** For how many days events are kept. */
    eventsDays: number;
    /** The number of patients by age and gender, cached per practice. */
    patientGroups: CachedCounts<PatientGroups>;
    /** Whether writing to the shared directory of doctors also requires a verified email address. */
    directoryWrites: "verified" | "anybody";
  }

  interface ServiceSettings {
    /** For how many days events are kept. Default 30. */
    eventsDays?: number;
    /**
     * `verified`, the default: writing to the shared directory of doctors requires a verified email address.
     * `anybody`: for a server that only one machine reaches.
     */
    directoryWrites?: Services["directoryWrites"];
    /** Called for each seal of the audit, to keep its hash outside the database as well. */
    onAuditSealed?: SealListeners["onSealed"];
    /**
     * Called every minute while unsealed entries are over five minutes old, with the transactions that block the
     * seal.
     */
    onAuditSealLag?: SealListeners["onLag"];
  }
}
