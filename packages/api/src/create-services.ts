import { createAuditLog, noAuditLog } from "@caretype/core/kernel/audit-log/writer";
import { day, minute } from "@caretype/core/kernel/module/intervals";
import type { Module, ModuleTask } from "@caretype/core/kernel/module/module";
import { UndeclaredCode } from "@caretype/core/kernel/procedure/declared-codes";
import { deleteExpiredKeys } from "@caretype/core/kernel/procedure/idempotency/queries";
import { createKeyedMutex } from "@caretype/core/kernel/procedure/keyed-mutex";
import { LongReads } from "@caretype/core/kernel/procedure/long-reads";
import { type PeriodicTask, startPeriodicTask } from "@caretype/core/kernel/procedure/periodic-task";
import { openRateLimiter } from "@caretype/core/kernel/procedure/rate-limit/open";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { type MailLanguage, mailLanguageOf } from "@caretype/core/mechanisms/mail/languages";
import { createLinkMaker } from "@caretype/core/mechanisms/mail/link-maker";
import { createLinkTokens, type LinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { createMailer, type MailService } from "@caretype/core/mechanisms/mail/mailer";
import type { MailSettings } from "@caretype/core/mechanisms/mail/settings";
import { cacheCounts } from "@caretype/core/mechanisms/record/cached-counts";
import { keepAuditSealed, type SealListeners } from "@caretype/core/people/audit/seal/keep-sealed";
import { countGroups } from "@caretype/core/people/patient/count-groups";
import { type DatabaseHandle, makeAuditPartitions } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import { mailUnlock } from "@caretype/identity/access/login/unlock";
import { accountMails } from "@caretype/identity/account/mail-templates";
import { createLoginLimits } from "@caretype/identity/credential/login-limits";
import {
  createPasswords as createHashing,
  type PasswordSettings,
  type Passwords,
} from "@caretype/identity/credential/password/hashing";
import { createFactorVault } from "@caretype/identity/credential/second-factor/factor-vault";
import { type ByRole, browserLimitsOf, sessionLimitsOf } from "@caretype/identity/session/limits";
import { createPrincipals } from "@caretype/identity/session/principal/principals";
import { createTokens } from "@caretype/identity/session/tokens";
import { createImportJobs } from "@caretype/import/upload/import-jobs";
import { isPatientsMail } from "@caretype/scheduling/appointment-mail/notify-patient";
import { recordOutcome } from "@caretype/scheduling/refused-email/queries";
import { mailTemplates } from "./mail-templates.ts";
import { createCounts } from "./modules/statistics/counts.ts";
import { allModules } from "./modules.ts";
import { watchClock } from "./monitoring/clock-offset.ts";
import { createReadiness } from "./monitoring/readiness.ts";

export type ServiceSettings = {
  /** At least 32 bytes. A changed key ends all sessions. */
  secretKey: string;
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
  /** Default `optional`. */
  staffSecondFactor?: Services["staffSecondFactor"];
  /** Whether every account needs a second factor. Default `optional`. */
  secondFactor?: "optional" | "required";
  /** Days to set up a second factor, counted from the next sign-in. Default 7. */
  secondFactorGraceDays?: number;
  /**
   * `verified`, the default: writing to the shared directory of doctors requires a verified email address.
   * `anybody`: for a server that only one machine reaches.
   */
  directoryWrites?: Services["directoryWrites"];
  /** Whether owners may fill an empty practice with sample data. Default false. */
  sampleData?: boolean;
  /** Whose answers REST gives, where neither key nor practice says. Default: its own. */
  dialect?: Services["dialect"];
  /** Clock that checks authenticator codes, in milliseconds since 1970. Default: that of everything else. */
  now?: () => number;
  /** Where links in emails lead. Default: a server on this machine. */
  appUrl?: string | null;
  /** Additional origins whose pages may use passkeys. Default: none. */
  corsOrigins?: readonly string[];
  mail?: MailSettings;
  /** Points per minute. 0: no limit. */
  rateLimits: { accountPoints: number; addressPoints: number };
  /** The Redis or Valkey in which all processes count these points together. Default: each counts on its own. */
  redisUrl?: string | null;
  /** Called when Redis begins or ceases to count, with the reason. */
  onRateLimitsShared?: (isShared: boolean, reason?: string) => void;
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
  /** Set only by the benchmark that measures the cost of the audit. No environment variable sets it. */
  audit?: "off, to measure its cost";
  /** Called when background work fails. It is retried. */
  onBackgroundFailure?: (error: unknown) => void;
  /** Called when a procedure answers a code that it does not declare. Default: the call answers `INTERNAL` instead. */
  onUndeclaredCode?: Services["onUndeclaredCode"];
  /** Called after each call of a procedure, for statistics of the operator. */
  onCall?: Services["onCall"];
  /** Runs each call of a procedure, so that what it does can be traced. */
  traceCall?: Services["traceCall"];
  /** Called for each seal of the audit, so that its hash is also kept outside the database. */
  onAuditSealed?: SealListeners["onSealed"];
  /** Called every minute while unsealed entries are over five minutes old, with the transactions that block the seal. */
  onAuditSealLag?: SealListeners["onLag"];
  /** Called at the start and every minute while this clock is over a second ahead of the database's, or behind. */
  onClockOffset?: (seconds: number) => void;
};

export type RunningServices = Services & {
  /** Sets the URL at which the server listens. Links use it unless `appUrl` is set. */
  servedAt(url: string): void;
  /** Starts background work that start-up does not wait for: sending emails, running imports. */
  start(): void;
  /** Runs all periodic tasks now instead of at their next interval, as after a change of the clock. */
  runPeriodicTasks(): Promise<void>;
  close(): Promise<void>;
};

/** Policies for registration, sign-in, sessions and answers. */
const policiesOf = (settings: ServiceSettings) => ({
  registration: settings.registration,
  staffSecondFactor: settings.staffSecondFactor ?? "optional",
  secondFactor: {
    isRequired: settings.secondFactor === "required",
    graceDays: settings.secondFactorGraceDays ?? 7,
  },
  sessionLimits: sessionLimitsOf(settings),
  browserLimits: browserLimitsOf(settings),
  sessionsAtOnce: settings.sessionsAtOnce ?? 20,
  directoryWrites: settings.directoryWrites ?? "verified",
  dialect: settings.dialect ?? null,
  sampleData: settings.sampleData ?? false,
});

const refuseUndeclared: Services["onUndeclaredCode"] = (path, code) => {
  throw new UndeclaredCode(path, code);
};

/** Also verifies the hashes that these modules know. */
export const createPasswords = (
  settings: PasswordSettings,
  modules: readonly Module[] = allModules,
): Passwords => createHashing({ ...settings, former: modules.flatMap(({ hashes = [] }) => hashes) });

const createPasswordsFor = (settings: ServiceSettings, modules: readonly Module[]): Passwords =>
  createPasswords({ cost: settings.bcryptCost ?? 12, workers: settings.passwordWorkers }, modules);

/** Those of no module. The start makes the partitions of the next months, so failures are harmless for weeks. */
const kernelTasks: readonly ModuleTask[] = [
  {
    name: "audit-partitions",
    milliseconds: day,
    beginsLater: true,
    run: ({ database }) => makeAuditPartitions(database.reader),
  },
  {
    name: "idempotency-keys",
    milliseconds: 10 * minute,
    beginsLater: true,
    run: ({ database }) => deleteExpiredKeys(database),
  },
];

/** Keeps the audit sealed. Without an audit, there is nothing to keep. */
const sealing = (database: DatabaseHandle, settings: ServiceSettings): { stop(): Promise<void> }[] =>
  settings.audit === undefined
    ? [
        keepAuditSealed(database, {
          onSealed: settings.onAuditSealed ?? (() => undefined),
          onLag: settings.onAuditSealLag ?? (() => undefined),
          onFailure: settings.onBackgroundFailure ?? (() => undefined),
        }),
      ]
    : [];

type Mailing = {
  database: DatabaseHandle;
  settings: ServiceSettings;
  mailer: MailService;
  linkTokens: LinkTokens;
};

type BackgroundWork = Omit<Mailing, "linkTokens"> & {
  modules: readonly Module[];
  /** Not called before the services are there. */
  services: () => Services;
};

/** The work that no call waits for. Some of it begins with `start`. */
function createBackgroundWork({ database, settings, mailer, modules, services }: BackgroundWork) {
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const imports = createImportJobs({ database, onFailure });
  const clock: ModuleTask = {
    name: "clock",
    milliseconds: minute,
    run: () => watchClock(database.reader, settings.onClockOffset ?? (() => undefined)),
  };
  const tasks = [...kernelTasks, clock, ...modules.flatMap((module) => module.tasks ?? [])];
  const begin = ({ name, milliseconds, beginsLater = false, run }: ModuleTask) =>
    startPeriodicTask(() => run({ database, services: services(), sendsMail: settings.mail !== undefined }), {
      name,
      milliseconds,
      onFailure,
      beginsNow: !beginsLater,
    });
  const later = tasks.filter((task) => task.beginsLater).map(begin);
  const seals = sealing(database, settings);
  const started: PeriodicTask[] = [];
  return {
    importJobs: imports.queue,
    start: () => {
      mailer.start();
      if (started.length === 0) started.push(...tasks.filter((task) => !task.beginsLater).map(begin));
      if (modules.some(({ name }) => name === "import")) imports.start();
    },
    runPeriodicTasks: async () => {
      await Promise.all([...later, ...started].map((task) => task.runNow()));
      await Promise.all([mailer.maintain(), imports.maintain()]);
    },
    stop: async () => {
      await Promise.all(started.map((task) => task.stop()));
      await Promise.all([...later, ...seals].map((task) => task.stop()));
      await Promise.all([mailer.close(), imports.close()]);
    },
  };
}

/** The services that send emails to accounts. */
function mailingServices({ database, settings, mailer, linkTokens }: Mailing) {
  const inLanguage = (language: MailLanguage): Pick<Services, "mailer" | "language" | "loginLimits"> => {
    const own = mailer.inLanguage(language);
    return {
      mailer: own,
      language,
      loginLimits: createLoginLimits({
        database,
        secretKey: settings.secretKey,
        most: settings.loginFailures,
        onDelay: (tx, accountId) => mailUnlock(tx, { mailer: own, linkTokens }, accountId),
        onFailure: settings.onBackgroundFailure ?? (() => undefined),
      }),
    };
  };
  const others = { de: inLanguage("de"), es: inLanguage("es") };
  return {
    ...inLanguage("en"),
    inLanguageOf(this: Services, acceptLanguage: string | undefined): Services {
      const language = mailLanguageOf(acceptLanguage);
      return language === "en" ? this : { ...this, ...others[language] };
    },
  };
}

const sharedByCalls = (modules: readonly Module[]) => ({
  mutex: createKeyedMutex(),
  patientGroups: cacheCounts({ count: countGroups, rowsOf: ({ patients }) => patients, minimumRows: 20_000 }),
  counts: createCounts(),
  longReads: new LongReads(),
  dialects: Object.assign({}, ...modules.map(({ dialects }) => dialects)),
  findIds: modules.flatMap(({ findIds = [] }) => findIds),
});

type Given = {
  database: DatabaseHandle;
  replicas?: Replicas | undefined;
  settings: ServiceSettings;
  /** The names of the modules that run. Default: all. */
  modules?: readonly string[] | undefined;
};

/** Creates everything that procedures use, except the database and its replicas, which the caller creates and closes. */
export async function createServices({ modules, ...given }: Given): Promise<RunningServices> {
  const { database, replicas, settings } = given;
  const composed = allModules.filter(({ name }) => modules?.includes(name) ?? true);
  const tokens = await createTokens(settings);
  const passwords = settings.passwords ?? createPasswordsFor(settings, composed);
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const linkTokens = createLinkTokens(settings.secretKey);
  const { maker, servedAt } = createLinkMaker(linkTokens, settings.appUrl);
  const mailer: MailService = createMailer({
    database,
    settings: settings.mail,
    templates: mailTemplates,
    // All others concern patients, so no log shows them.
    isShown: (template) => Object.hasOwn(accountMails, template),
    maker,
    isAddressed: (tx, mail) => isPatientsMail(tx, { mailer, linkTokens }, mail),
    onOutcome: recordOutcome,
    onFailure,
  });
  const { stop, ...work } = createBackgroundWork({
    database,
    settings,
    mailer,
    modules: composed,
    services: () => services,
  });
  const policies = policiesOf(settings);
  const principals = createPrincipals({
    database,
    tokens,
    onFailure,
    secondFactor: policies.secondFactor,
    limits: policies.sessionLimits,
    recheckMilliseconds: settings.sessionRecheckMilliseconds,
  });
  const audit = settings.audit === undefined ? createAuditLog(database) : noAuditLog;
  const { limiter, close: closeLimiter } = await openRateLimiter(settings);
  const services: RunningServices = {
    database,
    replicas,
    passwords,
    tokens,
    principals,
    limiter,
    audit,
    readiness: createReadiness({ database, audit }),
    ...sharedByCalls(composed),
    ...mailingServices({ database, settings, mailer, linkTokens }),
    linkTokens,
    factorVault: createFactorVault(settings.secretKey, settings.now),
    ...policies,
    onUndeclaredCode: settings.onUndeclaredCode ?? refuseUndeclared,
    onCall: settings.onCall,
    traceCall: settings.traceCall,
    get appUrl() {
      return maker.appUrl;
    },
    corsOrigins: settings.corsOrigins ?? [],
    servedAt,
    ...work,
    close: async () => {
      await Promise.all([principals.stop(), stop()]);
      closeLimiter();
      if (!settings.passwords) await passwords.close();
    },
  };
  return services;
}
