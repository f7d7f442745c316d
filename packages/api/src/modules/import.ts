import type { JobQueue } from "@caretype/db";
import { defineModule } from "../kernel/module/module.ts";
import { codesImportRouter } from "../operations/import/codes-router.ts";
import { imports } from "../operations/import/declaration.ts";
import { forgetImported } from "../operations/import/erasure.ts";
import { importsConstraints, importsErrors } from "../operations/import/errors.ts";
import { importRouter } from "../operations/import/router.ts";
import { countWaitingUploads } from "../operations/import/upload/queries.ts";

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
});

declare module "../kernel/procedure/services.ts" {
  interface Services {
    /** Queue of upload checks and imports. */
    importJobs: JobQueue;
  }
}
