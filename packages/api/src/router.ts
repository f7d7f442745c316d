import { accountRouter } from "./account/router.ts";
import { assignmentRouter } from "./assignment/router.ts";
import { doctorRouter } from "./doctor/router.ts";
import { patientRouter } from "./patient/router.ts";
import { practiceRouter } from "./practice/router.ts";
import { router } from "./procedure.ts";

export const appRouter = router({
  account: accountRouter,
  practice: practiceRouter,
  patient: patientRouter,
  doctor: doctorRouter,
  assignment: assignmentRouter,
});

export type AppRouter = typeof appRouter;
