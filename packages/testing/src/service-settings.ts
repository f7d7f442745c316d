import { createPasswords, type ServiceSettings } from "@caretype/api";

export const serviceSettings: ServiceSettings = {
  secretKey: "the tests' own key, long enough to be one",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
  registration: "open",
  directoryWrites: "anybody",
  sampleData: true,
  rateLimits: { accountPoints: 0, addressPoints: 0 },
  // The lowest cost, because these passwords protect nothing. All backends of a process share the threads.
  passwords: createPasswords({ cost: 4 }),
};
