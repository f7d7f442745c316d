import { createPasswords, type ServiceSettings } from "@caretype/api";

// The lowest cost, because these passwords protect nothing. All backends of a process share the threads.
const passwords = createPasswords({ cost: 4 });

let isWarm = false;

/** Starts the password threads early. Otherwise the first password does. */
export function warmUpPasswords(): void {
  if (isWarm) return;
  isWarm = true;
  const [password, nobody] = ["nine lives of a lamp", { email: "" }];
  // An error reappears at the first password that needs a thread.
  void Promise.allSettled([passwords.hash(password), passwords.findWeakness(password, nobody)]);
}

export const serviceSettings: ServiceSettings = {
  secretKey: "the tests' own key, long enough to be one",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
  registration: "open",
  directoryWrites: "anybody",
  sampleData: true,
  rateLimits: { accountPoints: 0, addressPoints: 0 },
  passwords,
};
