import { compose } from "./kernel/module/module.ts";
import { chartModule } from "./modules/chart.ts";
import { identityModule } from "./modules/identity.ts";
import { importModule } from "./modules/import.ts";
import { peopleModule } from "./modules/people.ts";
import { sampleDataModule } from "./modules/sample-data.ts";
import { schedulingModule } from "./modules/scheduling.ts";
import { staffModule } from "./modules/staff.ts";
import { statisticsModule } from "./modules/statistics.ts";

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
