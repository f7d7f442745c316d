import { defineModule } from "@caretype/core/kernel/module/module";
import type { JobQueue } from "@caretype/db";
import { codesImportRouter } from "./codes-router.ts";
import { imports } from "./declaration.ts";
import { forgetImported } from "./erasure.ts";
import { importsConstraints, importsErrors } from "./errors.ts";
import { createImportJobs } from "./import-jobs.ts";
import { importRouter } from "./router.ts";
import { countWaitingUploads } from "./upload/queries.ts";

const features = { import: () => importRouter };
const extend = { codes: () => codesImportRouter };

export const importModule = defineModule({
  ...imports,
  errors: importsErrors,
  constraints: importsConstraints,
  features,
  forget: forgetImported,
  countWaiting: async (db, scope) => ({
    imports: scope.permissions.has("import:run") ? await countWaitingUploads(db, scope) : null,
  }),
  extend,
  services({ database, onFailure }) {
    const { queue, ...work } = createImportJobs({ database, onFailure });
    return { services: { importJobs: queue }, ...work };
  },
});

declare module "@caretype/core/kernel/procedure/services" {
  interface Services {
    /** Queue of upload checks and imports. */
    importJobs: JobQueue;
  }
}
