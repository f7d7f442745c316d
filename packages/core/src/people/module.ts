import { defineModule } from "../kernel/module/module.ts";
import type { CachedCounts } from "../mechanisms/record/cached-counts.ts";
import { assignmentRouter } from "./assignment/router.ts";
import { auditTrailRouter } from "./audit/report/router.ts";
import { people } from "./declaration.ts";
import { peopleConstraints, peopleErrors } from "./errors.ts";
import type { PatientGroups } from "./patient/groups-schema.ts";
import { doctorRouter } from "./removal/doctor/router.ts";
import { patientRouter } from "./removal/patient/router.ts";
import { savedViewRouter } from "./saved-view/router.ts";

const features = {
  patient: () => patientRouter,
  doctor: () => doctorRouter,
  assignment: () => assignmentRouter,
  savedView: () => savedViewRouter,
  audit: () => auditTrailRouter,
};

export const peopleModule = defineModule({
  ...people,
  errors: peopleErrors,
  constraints: peopleConstraints,
  features,
});

declare module "../kernel/procedure/services.ts" {
  interface Services {
    /** The number of patients by age and gender, cached per practice. */
    patientGroups: CachedCounts<PatientGroups>;
    /** Whether writing to the shared directory of doctors requires a verified email address, besides the permission. */
    directoryWrites: "verified" | "anybody";
  }
}
