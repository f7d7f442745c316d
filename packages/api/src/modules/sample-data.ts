import { defineModule } from "../kernel/module/module.ts";
import { sampleData } from "../operations/sample-data/declaration.ts";
import { forgetInvented } from "../operations/sample-data/erasure.ts";
import { sampleDataErrors } from "../operations/sample-data/errors.ts";
import { sampleDataRouter } from "../operations/sample-data/router.ts";

const features = { sampleData: () => sampleDataRouter };

export const sampleDataModule = defineModule({
  ...sampleData,
  errors: sampleDataErrors,
  features,
  forget: forgetInvented,
});

declare module "../kernel/procedure/services.ts" {
  interface Services {
    /** Whether owners may fill an empty practice with sample data. */
    sampleData: boolean;
  }
}
