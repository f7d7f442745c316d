import { defineModule } from "../kernel/module/module.ts";
import type { CachedCounts } from "../mechanisms/record/cached-counts.ts";
import { auditTrailRouter } from "../operations/audit/report/router.ts";
import { doctorRouter } from "../operations/doctor/router.ts";
import { patientRouter } from "../operations/patient/router.ts";
import { assignmentRouter } from "../people/assignment/router.ts";
import { people } from "../people/declaration.ts";
import { peopleConstraints, peopleErrors } from "../people/errors.ts";
import type { PatientGroups } from "../people/patient/groups-schema.ts";
import { savedViewRouter } from "../people/saved-view/router.ts";

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
