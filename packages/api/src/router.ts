import type { TRPCBuiltRouter, TRPCDecorateCreateRouterOptions } from "@trpc/server";
import { accountRouter } from "./account/router.ts";
import { assignmentRouter } from "./assignment/router.ts";
import { auditTrailRouter } from "./audit-trail/router.ts";
import { doctorRouter } from "./doctor/router.ts";
import { importRouter } from "./import/router.ts";
import { patientRouter } from "./patient/router.ts";
import { practiceRouter } from "./practice/router.ts";
import { type RootTypes, router } from "./procedure.ts";

/** Named, so that an editor looks into the one feature that is typed at; a router's inferred type is all or nothing. */
type Features = {
  account: typeof accountRouter;
  practice: typeof practiceRouter;
  patient: typeof patientRouter;
  doctor: typeof doctorRouter;
  assignment: typeof assignmentRouter;
  import: typeof importRouter;
  audit: typeof auditTrailRouter;
};

export const appRouter = router({
  account: accountRouter,
  practice: practiceRouter,
  patient: patientRouter,
  doctor: doctorRouter,
  assignment: assignmentRouter,
  import: importRouter,
  audit: auditTrailRouter,
} satisfies Features);

export type AppRouter = TRPCBuiltRouter<RootTypes, TRPCDecorateCreateRouterOptions<Features>>;
