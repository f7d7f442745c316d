import type { DatabaseHandle } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import type { ServiceSettings, Services } from "../kernel/procedure/services.ts";

/** The input of a module's services. */
export type Making = {
  database: DatabaseHandle;
  replicas?: Replicas | undefined;
  settings: ServiceSettings;
  /** The services created so far. At run time, all of them. */
  services: Services;
  onFailure(error: unknown): void;
};

export type ModuleServices = {
  services?: Partial<Services>;
  /** The same services with emails in another language. */
  inLanguage?(spoken: Pick<Services, "mailer" | "language">): Partial<Services>;
  /** Starts background work. */
  start?(): void;
  /** Runs the next interval's work now, if started. */
  maintain?(): Promise<void>;
  close?(): Promise<void>;
};

declare module "../kernel/hooks.ts" {
  interface ModuleHooks {
    services?(making: Making): ModuleServices | Promise<ModuleServices>;
  }
}
