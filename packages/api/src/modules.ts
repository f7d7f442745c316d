import { chartModule } from "./chart/module.ts";
import { identityModule } from "./identity/module.ts";
import { importModule } from "./import/module.ts";
import { compose } from "./kernel/module/module.ts";
import { peopleModule } from "./people/module.ts";
import { sampleDataModule } from "./sample-data/module.ts";
import { schedulingModule } from "./scheduling/module.ts";
import { staffModule } from "./staff/module.ts";
import { statisticsModule } from "./statistics/module.ts";

/** All modules, each after those that it needs. This is also the order in which they take locks. */
export const allModules = compose([
  identityModule,
  peopleModule,
  schedulingModule,
  chartModule,
  importModule,
  sampleDataModule,
  staffModule,
  statisticsModule,
]);

export type AllModules = typeof allModules;
