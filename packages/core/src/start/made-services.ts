import type { DatabaseHandle } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import type { ServiceSettings, Services } from "../kernel/procedure/services.ts";

/** What a module makes its services of. */
export type Making = {
  database: DatabaseHandle;
  replicas?: Replicas | undefined;
  settings: ServiceSettings;
  /** Those made so far. Once all are made, all. */
  services: Services;
  onFailure(error: unknown): void;
};

export type MadeServices = {
  services?: Partial<Services>;
  /** Those whose emails are in another language. */
  inLanguage?(spoken: Pick<Services, "mailer" | "language">): Partial<Services>;
  /** Starts work that no call waits for. */
  start?(): void;
  /** Does the work of the next interval now, if started. */
  maintain?(): Promise<void>;
  close?(): Promise<void>;
};

declare module "../kernel/hooks.ts" {
  interface ModuleHooks {
    services?(making: Making): MadeServices | Promise<MadeServices>;
  }
}
