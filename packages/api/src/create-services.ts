import type { DatabaseHandle } from "@caretype/db";
import { keepAuditPartitions } from "./audit/log/partitions.ts";
import { createAuditLog, noAuditLog } from "./audit/log/writer.ts";
import { keepAuditSealed, type SealListeners } from "./audit/seal/keep-sealed.ts";
import { createImportJobs } from "./import/upload/import-jobs.ts";
import { createLoginLimits } from "./login/limits.ts";
import { mailUnlock } from "./login/unlock.ts";
import { createLinkMaker } from "./mail/link-maker.ts";
import { createMailer } from "./mail/mailer.ts";
import type { MailSettings } from "./mail/settings.ts";
import { createLinkTokens } from "./one-time-token/link-tokens.ts";
import { createPasswords, type Passwords } from "./password/hashing.ts";
import { purgeExpiredKeys } from "./procedure/idempotency/purge-expired-keys.ts";
import { createKeyedMutex } from "./procedure/keyed-mutex.ts";
import { createRateLimiter } from "./procedure/rate-limit/in-memory.ts";
import { createReadiness } from "./readiness.ts";
import { createFactorVault } from "./second-factor/factor-vault.ts";
import type { Services } from "./services.ts";
import { type ByRole, browserLimitsOf, sessionLimitsOf } from "./session/limits.ts";
import { createPrincipals } from "./session/principal/principals.ts";
import { createTokens } from "./session/tokens.ts";
import { createCounts } from "./statistics/counts.ts";

export type ServiceSettings = {
  /** 32 bytes at least. A new one ends every session. */
  secretKey: string;
  accessTokenMinutes: number;
  refreshTokenDays: number;
  /** A session that nobody uses ends after so many minutes. Default: a week. */
  sessionIdleMinutes?: number;
  /** And any after so many days. Default 30. */
  sessionDays?: number;
  /** The same of sessions that a browser keeps in a cookie, by role. Default: half an hour. */
  browserIdleMinutes?: ByRole;
  /** And any of these after so many hours. Default 12. */
  browserSessionHours?: ByRole;
  /** How many an account has at once: another one ends the one that began first. Default 20. */
  sessionsAtOnce?: number;
  registration: Services["registration"];
  /** Default `optional`. */
  staffSecondFactor?: Services["staffSecondFactor"];
  /** Whether every account needs one. Default `optional`. */
  secondFactor?: "optional" | "required";
  /** How many days an account has to set one up, from its next sign-in on. Default 7. */
  secondFactorGraceDays?: number;
  /**
   * `verified`, the default: whoever writes to the directory of doctors, which all practices share, has a verified e-mail
   * address. `anybody`: for a server that only one machine reaches.
   */
  directoryWrites?: Services["directoryWrites"];
  /** Milliseconds since 1970, by which the codes of authenticator apps are checked. Default: the system's clock. */
  now?: () => number;
  /** Where the links in mails lead. Default: a server on this machine. */
  appUrl?: string | null;
  /** Whose pages may use passkeys besides. Default: nobody's. */
  corsOrigins?: readonly string[];
  mail?: MailSettings;
  /** Points a minute; 0: no limit. */
  rateLimits: { accountPoints: number; addressPoints: number };
  /** How many failures of log-ins bring a first delay; 0: none ever comes. Default: 10 for an account, 30 from an address. */
  loginFailures?: { account: number; address: number };
  /** Threads that hash passwords. Default: one fewer than there are cores. */
  passwordWorkers?: number;
  /** How many passwords may wait for a thread. Default 64. */
  passwordQueue?: number;
  /** A power of two. Default 12; tests use 4. */
  bcryptCost?: number;
  /**
   * Threads of the caller's own, in place of the three settings before. They stay open: several backends in one test
   * process share them, as each would load its own dictionary otherwise.
   */
  passwords?: Passwords;
  /** How long after its use a refresh token still answers with its successor. Default 10. */
  refreshGraceSeconds?: number;
  /** How old the state of a session may be that a call relies on. Default 5,000; 1,000 where no notification is heard. */
  sessionRecheckMilliseconds?: number;
  /** Left out, as everywhere but in a benchmark of what the audit costs. No setting of the environment leads here. */
  audit?: "off, to measure its cost";
  /** Hears of work in the background that failed and will be tried again. */
  onBackgroundFailure?: (error: unknown) => void;
  /** Hears of each seal of the audit, so that its hash is somewhere else than in the database, too. */
  onAuditSealed?: SealListeners["onSealed"];
  /** Hears every minute in which entries are more than five minutes old and not sealed, and who holds that up. */
  onAuditSealLag?: SealListeners["onLag"];
};

export type RunningServices = Services & {
  /** Said once calls are answered: where that is. Links lead there unless there is an `appUrl`. */
  servedAt(url: string): void;
  /** Begins what goes on in the background and is nothing that a start has to wait for: to hand mails in, to import. */
  start(): void;
  close(): Promise<void>;
};

/** What the server asks of who registers, signs in, and stays so. */
const policiesOf = (settings: ServiceSettings) => ({
  registration: settings.registration,
  staffSecondFactor: settings.staffSecondFactor ?? "optional",
  secondFactor: {
    isRequired: settings.secondFactor === "required",
    graceDays: settings.secondFactorGraceDays ?? 7,
  },
  browserLimits: browserLimitsOf(settings),
  sessionsAtOnce: settings.sessionsAtOnce ?? 20,
});

const createPasswordsFor = (settings: ServiceSettings): Passwords =>
  createPasswords({
    cost: settings.bcryptCost ?? 12,
    workers: settings.passwordWorkers,
    queue: settings.passwordQueue,
  });

/** What goes on in the background until it is stopped. */
function startPeriodicTasks(database: DatabaseHandle, settings: ServiceSettings) {
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const tasks: { stop(): void | Promise<void> }[] = [
    keepAuditPartitions(database, onFailure),
    purgeExpiredKeys(database, onFailure),
  ];
  if (settings.audit === undefined)
    tasks.push(
      keepAuditSealed(database, {
        onSealed: settings.onAuditSealed ?? (() => undefined),
        onLag: settings.onAuditSealLag ?? (() => undefined),
        onFailure,
      }),
    );
  return tasks;
}

/** All that procedures work with, but the database, which stays its maker's to close. */
export async function createServices({
  database,
  settings,
}: {
  database: DatabaseHandle;
  settings: ServiceSettings;
}): Promise<RunningServices> {
  const tokens = await createTokens(settings);
  const passwords = settings.passwords ?? createPasswordsFor(settings);
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const linkTokens = createLinkTokens(settings.secretKey);
  const { maker, servedAt } = createLinkMaker(linkTokens, settings.appUrl);
  const mailer = createMailer({ database, settings: settings.mail, maker, onFailure });
  const imports = createImportJobs({ database, onFailure });
  const policies = policiesOf(settings);
  const { secondFactor } = policies;
  const principals = createPrincipals({
    database,
    tokens,
    onFailure,
    secondFactor,
    limits: sessionLimitsOf(settings),
    recheckMilliseconds: settings.sessionRecheckMilliseconds,
  });
  const audit = settings.audit === undefined ? createAuditLog(database) : noAuditLog;
  const keepers = [principals, ...startPeriodicTasks(database, settings)];
  return {
    database,
    passwords,
    tokens,
    principals,
    limiter: createRateLimiter(settings.rateLimits),
    loginLimits: createLoginLimits({
      database,
      secretKey: settings.secretKey,
      most: settings.loginFailures,
      onDelay: (tx, accountId) => mailUnlock(tx, { mailer, linkTokens }, accountId),
      onFailure,
    }),
    audit,
    readiness: createReadiness({ database, audit }),
    mutex: createKeyedMutex(),
    counts: createCounts(),
    mailer,
    importJobs: imports.queue,
    linkTokens,
    factorVault: createFactorVault(settings.secretKey, settings.now),
    ...policies,
    directoryWrites: settings.directoryWrites ?? "verified",
    get appUrl() {
      return maker.appUrl;
    },
    corsOrigins: settings.corsOrigins ?? [],
    servedAt,
    start: () => {
      mailer.start();
      imports.start();
    },
    close: async () => {
      await Promise.all([...keepers.map((keeper) => keeper.stop()), mailer.close(), imports.close()]);
      if (!settings.passwords) await passwords.close();
    },
  };
}
