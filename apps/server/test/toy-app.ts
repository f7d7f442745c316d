import type { Services } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import { type AppOptions, createApp } from "../src/app/app.ts";
import { createLogger } from "../src/log/logger.ts";
import { toyRouter } from "./toy-router.ts";
import { toyServices } from "./toy-services.ts";

type ToyOptions = {
  services?: Partial<Services>;
  settings?: Partial<AppOptions["settings"]>;
  timeouts?: AppOptions["timeouts"];
  router?: AnyTRPCRouter;
  admissions?: AppOptions["admissions"];
};

/** The real HTTP application with the toy router, and its log lines. */
export async function createToyApp({
  services,
  settings,
  timeouts,
  router = toyRouter,
  // Other tests need all answers, even on a slow machine.
  admissions = null,
}: ToyOptions = {}) {
  const lines: string[] = [];
  const app = await createApp({
    services: toyServices(services),
    settings: { allowedHosts: ["localhost", "127.0.0.1"], corsOrigins: [], trustedProxies: [], ...settings },
    logger: createLogger("debug", { write: (line) => lines.push(line) }),
    router,
    admissions,
    ...(timeouts && { timeouts }),
  });
  return { app, lines };
}

export const signedIn = { authorization: "Bearer token" };
