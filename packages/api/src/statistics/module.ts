import { defineModule } from "../kernel/module/module.ts";
import type { Counts } from "./counts.ts";
import { statistics } from "./declaration.ts";
import { statisticsRouter } from "./router.ts";
import { workloadRouter } from "./workload.ts";

const features = { statistics: () => statisticsRouter };
const extend = { doctor: () => workloadRouter };

export const statisticsModule = defineModule({
  ...statistics,
  features,
  extend,
});

declare module "../kernel/procedure/services.ts" {
  interface Services {
    /** Cached counts per practice. */
    counts: Counts;
  }
}
