import { chartModule } from "@caretype/chart/module";
import { comingFromDjangoModule } from "@caretype/coming-from-django/module";
import { compose } from "@caretype/core/kernel/module/module";
import { peopleModule } from "@caretype/core/people/module";
import { identityModule } from "@caretype/identity/module";
import { importModule } from "@caretype/import/module";
import { schedulingModule } from "@caretype/scheduling/module";
import { sampleDataModule } from "./modules/sample-data/module.ts";
import { staffModule } from "./modules/staff/module.ts";
import { statisticsModule } from "./modules/statistics/module.ts";
import { ownModules } from "./own/modules.ts";

/** All modules, in order of dependency. Locks are taken in the same order. */
export const allModules = compose([
  peopleModule,
  identityModule,
  schedulingModule,
  chartModule,
  importModule,
  comingFromDjangoModule,
  sampleDataModule,
  staffModule,
  statisticsModule,
  ...ownModules,
]);

export type AllModules = typeof allModules;
