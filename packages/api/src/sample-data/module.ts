import { defineModule } from "../kernel/module/module.ts";
import { sampleData } from "./declaration.ts";
import { forgetInvented } from "./erasure.ts";
import { sampleDataErrors } from "./errors.ts";
import { sampleDataRouter } from "./router.ts";

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
