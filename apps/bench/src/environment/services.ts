import { appRouter, createCallerFactory, type Services } from "@caretype/api";

export const secretKey = "the bench's own key, long enough to be one";

export const settings = {
  secretKey,
  accessTokenMinutes: 1_440,
  refreshTokenDays: 7,
  registration: "open" as const,
  directoryWrites: "anybody" as const,
  rateLimits: { accountPoints: 0, addressPoints: 0 },
};

const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;

/** Calls procedures below HTTP. */
export const callerFor = (services: Services, accessToken: string | null): Caller =>
  createCaller({
    services,
    accessToken,
    practice: null,
    requestId: "bench",
    address: "127.0.0.1",
    userAgent: null,
    idempotency: null,
  });
