import type { JobQueue } from "@caretype/db";
import { codesImportRouter } from "../chart/codes/router.ts";
import { defineModule } from "../kernel/module/module.ts";
import { imports } from "../operations/import/declaration.ts";
import { forgetImported } from "../operations/import/erasure.ts";
import { importsConstraints, importsErrors } from "../operations/import/errors.ts";
import { importRouter } from "../operations/import/router.ts";

const features = { import: () => importRouter };
const extend = { codes: () => codesImportRouter };

export const importModule = defineModule({
  ...imports,
  errors: importsErrors,
  constraints: importsConstraints,
  features,
  forget: forgetImported,
  extend,
});

declare module "../kernel/procedure/services.ts" {
  interface Services {
    /** Queue of upload checks and imports. */
    importJobs: JobQueue;
  }
}
