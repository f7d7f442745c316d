import { defineModule } from "@caretype/core/kernel/module/module";
import { type Counts, createCounts } from "./counts.ts";
import { statistics } from "./declaration.ts";
import { statisticsRouter } from "./router.ts";
import { workloadRouter } from "./workload.ts";

const features = { statistics: () => statisticsRouter };
const extend = { doctor: () => workloadRouter };

export const statisticsModule = defineModule({
  ...statistics,
  features,
  extend,
  services: () => ({ services: { counts: createCounts() } }),
});

declare module "@caretype/core/kernel/procedure/services" {
  interface Services {
    /** Cached counts per practice. */
    counts: Counts;
  }
}
