import { appRouter, createServices, type RequestContext } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { fastify } from "fastify";
import { settings } from "../../environment/services.ts";

// The same router behind tRPC's own adapter, set up as in its manual. No log, and no other plugin.

const { DATABASE_URL = "", SECRET_KEY = "", ACCESS_TOKEN_MINUTES, PORT } = process.env;

const services = await createServices({
  database: openDatabase({ url: DATABASE_URL }),
  settings: {
    ...settings,
    secretKey: SECRET_KEY,
    accessTokenMinutes: Number(ACCESS_TOKEN_MINUTES),
  },
});

const app = fastify({ routerOptions: { maxParamLength: 5000 } });
await app.register(fastifyTRPCPlugin, {
  prefix: "/trpc",
  trpcOptions: {
    router: appRouter,
    allowMethodOverride: true,
    createContext: ({ req }): RequestContext => ({
      services,
      accessToken: req.headers.authorization?.replace(/^Bearer /, "") ?? null,
      practice: null,
      requestId: req.id,
      address: req.ip,
      userAgent: req.headers["user-agent"] ?? null,
      idempotency: null,
    }),
  } satisfies FastifyTRPCPluginOptions<typeof appRouter>["trpcOptions"],
});
app.get("/", async () => ({ status: "ready" }));
await app.listen({ host: "127.0.0.1", port: Number(PORT) });
