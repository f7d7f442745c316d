import { randomBytes } from "node:crypto";
import { createServices, ownUrl } from "@caretype/api";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";

type Services = Awaited<ReturnType<typeof createServices>>;

/** Runs a command with the services of procedures, on a migrated database, beside a server or without one. */
export function withServices<Result>(
  settings: Settings,
  run: (services: Services) => Promise<Result>,
): Promise<Result> {
  return withDatabase(settings, async (database) => {
    // These commands issue no tokens, so any key will do.
    const secretKey = settings.secretKey ?? randomBytes(48).toString("base64");
    const appUrl = settings.appUrl ?? ownUrl(settings);
    const services = await createServices({ database, settings: { ...settings, secretKey, appUrl } });
    try {
      return await run(services);
    } finally {
      await services.close();
    }
  });
}
