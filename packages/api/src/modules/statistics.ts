import { defineModule } from "../kernel/module/module.ts";
import type { Counts } from "../operations/statistics/counts.ts";
import { statistics } from "../operations/statistics/declaration.ts";
import { statisticsRouter } from "../operations/statistics/router.ts";
import { workloadRouter } from "../operations/statistics/workload.ts";

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
