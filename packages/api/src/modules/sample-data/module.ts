import { defineModule } from "@caretype/core/kernel/module/module";
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
  services: ({ settings }) => ({ services: { sampleData: settings.sampleData ?? false } }),
});

declare module "@caretype/core/kernel/procedure/services" {
  interface Services {
    sampleData: boolean;
  }

  interface ServiceSettings {
    /** Whether owners may fill an empty practice with sample data. Default false. */
    sampleData?: boolean;
  }
}
