import type { ServiceSettings } from "@caretype/core/kernel/procedure/services";
import { createServices as create, type RunningServices } from "@caretype/core/start/create-services";
import type { DatabaseHandle } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import { allModules } from "./modules.ts";

type Given = {
  database: DatabaseHandle;
  replicas?: Replicas | undefined;
  settings: ServiceSettings;
  /** Names of the modules to run. Default: all. */
  modules?: readonly string[] | undefined;
};

/**
 * Creates everything that procedures use, except the database and its replicas. The caller creates and closes these.
 */
export const createServices = ({ modules, ...given }: Given): Promise<RunningServices> =>
  create({
    ...given,
    modules: allModules.filter(({ name }) => modules?.includes(name) ?? true),
    installed: allModules,
  });
