import type { Making, ModuleServices } from "@caretype/core/start/module-services";
import { mailUnlock } from "./access/login/unlock.ts";
import { createLoginLimits } from "./credential/login-limits.ts";
import { createPasswords, type Passwords } from "./credential/password/hashing.ts";
import { createFactorVault } from "./credential/second-factor/factor-vault.ts";
import { type ByRole, browserLimitsOf, sessionLimitsOf } from "./session/limits.ts";
import { createPrincipals } from "./session/principal/principals.ts";
import { createTokens } from "./session/tokens.ts";

export async function createIdentityServices(making: Making): Promise<ModuleServices> {
  const { database, settings, services, onFailure } = making;
  const tokens = await createTokens(settings);
  const passwords =
    settings.passwords ??
    createPasswords({ cost: settings.bcryptCost ?? 12, workers: settings.passwordWorkers });
  const secondFactor = {
    isRequired: settings.secondFactor === "required",
    graceDays: settings.secondFactorGraceDays ?? 7,
  };
  const limits = sessionLimitsOf(settings);
  const principals = createPrincipals({
    database,
    tokens,
    onFailure,
    secondFactor,
    limits,
    recheckMilliseconds: settings.sessionRecheckMilliseconds,
  });
  const inLanguage: ModuleServices["inLanguage"] = ({ mailer }) => ({
    loginLimits: createLoginLimits({
      database,
      secretKey: settings.secretKey,
      most: settings.loginFailures,
      onDelay: (tx, accountId) => mailUnlock(tx, { ...services, mailer }, accountId),
      onFailure,
    }),
  });
  return {
    services: {
      tokens,
      passwords,
      principals,
      ...inLanguage(services),
      factorVault: createFactorVault(settings.secretKey, settings.now),
      registration: settings.registration,
      secondFactor,
      sessionLimits: limits,
      browserLimits: browserLimitsOf(settings),
      sessionsAtOnce: settings.sessionsAtOnce ?? 20,
      corsOrigins: settings.corsOrigins ?? [],
    },
    inLanguage,
    async close() {
      await principals.stop();
      if (!settings.passwords) await passwords.close();
    },
  };
}

declare module "@caretype/core/kernel/procedure/services" {
  interface ServiceSettings {
    accessTokenMinutes: number;
    refreshTokenDays: number;
    /** Idle timeout of a session. Default: a week. */
    sessionIdleMinutes?: number;
    /** Maximum lifetime of a session. Default 30. */
    sessionDays?: number;
    /** Idle timeout by role, for sessions that a browser keeps in a cookie. Default: half an hour. */
    browserIdleMinutes?: ByRole;
    /** Maximum lifetime by role, for the same sessions. Default 12. */
    browserSessionHours?: ByRole;
    /** Sessions per account. A further sign-in ends the oldest one. Default 20. */
    sessionsAtOnce?: number;
    registration: Services["registration"];
    /** Whether every account needs a second factor. Default `optional`. */
    secondFactor?: "optional" | "required";
    /** Days to set up a second factor, counted from the next sign-in. Default 7. */
    secondFactorGraceDays?: number;
    /** Clock that checks authenticator codes, in milliseconds since 1970. Default: that of everything else. */
    now?: () => number;
    /** Additional origins whose pages may use passkeys. Default: none. */
    corsOrigins?: readonly string[];
    /** Failed sign-ins before the first delay. 0: no delays. Default: 10 per account, 30 per address. */
    loginFailures?: { account: number; address: number };
    /** Threads that hash passwords. Default: the number of cores, less one. */
    passwordWorkers?: number;
    /** A power of two. Default 12; tests use 4. */
    bcryptCost?: number;
    /**
     * A thread pool owned by the caller, instead of the two settings above. `close` leaves it running. Tests share
     * one among backends, because each pool loads its own dictionary.
     */
    passwords?: Passwords;
    /** How long a used refresh token still returns its successor. Default 10. */
    refreshGraceSeconds?: number;
    /** Maximum age of cached session state. Default 5,000, or 1,000 without database notifications. */
    sessionRecheckMilliseconds?: number;
  }
}
