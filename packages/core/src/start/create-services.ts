import { type DatabaseHandle, makeAuditPartitions } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import { createAuditLog, noAuditLog } from "../kernel/audit-log/writer.ts";
import { day, minute } from "../kernel/module/intervals.ts";
import type { Module, ModuleTask } from "../kernel/module/module.ts";
import { UndeclaredCode } from "../kernel/procedure/declared-codes.ts";
import { deleteExpiredKeys } from "../kernel/procedure/idempotency/queries.ts";
import { createKeyedMutex } from "../kernel/procedure/keyed-mutex.ts";
import { LongReads } from "../kernel/procedure/long-reads.ts";
import { startPeriodicTask } from "../kernel/procedure/periodic-task.ts";
import { openRateLimiter } from "../kernel/procedure/rate-limit/open.ts";
import type { ServiceSettings, Services } from "../kernel/procedure/services.ts";
import { placeChanges } from "../mechanisms/change-log/placing.ts";
import { mailLanguageOf } from "../mechanisms/mail/languages.ts";
import { createLinkMaker } from "../mechanisms/mail/link-maker.ts";
import { createLinkTokens } from "../mechanisms/mail/link-tokens.ts";
import { createMailer } from "../mechanisms/mail/mailer.ts";
import { watchClock } from "../monitoring/clock-offset.ts";
import { createReadiness } from "../monitoring/readiness.ts";
import type { ModuleServices } from "./module-services.ts";

export type RunningServices = Services & {
  /** Sets the server's URL. Links use it unless `appUrl` is set. */
  servedAt(url: string): void;
  /** Starts background work that start-up does not wait for: sending emails, running imports. */
  start(): void;
  /** Runs all periodic tasks now instead of at their next interval, as after a change of the clock. */
  runPeriodicTasks(): Promise<void>;
  close(): Promise<void>;
};

const refuseUndeclared: Services["onUndeclaredCode"] = (path, code) => {
  throw new UndeclaredCode(path, code);
};

/** Tasks of no module. The start creates the partitions of the next months, so failures are harmless for weeks. */
const coreTasks = (settings: ServiceSettings): readonly ModuleTask[] => [
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
  {
    name: "clock",
    milliseconds: minute,
    run: ({ database }) => watchClock(database.reader, settings.onClockOffset ?? (() => undefined)),
  },
];

/** The periodic tasks of modules. Some begin with `start`. */
function createTasks(modules: readonly Module[], services: Services, settings: ServiceSettings) {
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const context = { database: services.database, services, sendsMail: settings.mail !== undefined };
  const begin = ({ name, milliseconds, beginsLater = false, run }: ModuleTask) =>
    startPeriodicTask(() => run(context), { name, milliseconds, onFailure, beginsNow: !beginsLater });
  const tasks = [...coreTasks(settings), ...modules.flatMap((module) => module.tasks ?? [])];
  const begun = tasks.filter((task) => task.beginsLater).map(begin);
  let isStarted = false;
  return {
    start() {
      if (!isStarted) begun.push(...tasks.filter((task) => !task.beginsLater).map(begin));
      isStarted = true;
    },
    maintain: async () => void (await Promise.all(begun.map((task) => task.runNow()))),
    close: async () => void (await Promise.all(begun.map((task) => task.stop()))),
  };
}

type Given = {
  database: DatabaseHandle;
  replicas?: Replicas | undefined;
  settings: ServiceSettings;
  /** The running modules. */
  modules: readonly Module[];
  /** All modules that may have left emails in the database. */
  installed: readonly Module[];
};

/** Creates everything that procedures use, except the database and its replicas, which the caller creates and closes. */
export async function createServices({
  database,
  replicas,
  settings,
  modules,
  installed,
}: Given): Promise<RunningServices> {
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const linkTokens = createLinkTokens(settings.secretKey);
  const { maker, servedAt } = createLinkMaker(linkTokens, settings.appUrl);
  const mailing = { database, maker, linkTokens, onFailure };
  const mailer = createMailer({ ...mailing, settings: settings.mail, modules: installed });
  const audit = settings.audit === undefined ? createAuditLog(database) : noAuditLog;
  const { limiter, close: closeLimiter } = await openRateLimiter(settings);
  const changes = placeChanges(database, onFailure);
  const created: ModuleServices[] = [
    changes,
    { start: mailer.start, maintain: mailer.maintain, close: mailer.close },
  ];
  const own: Partial<RunningServices> = {
    database,
    replicas,
    limiter,
    audit,
    readiness: createReadiness({ database, audit }),
    mutex: createKeyedMutex(),
    longReads: new LongReads(),
    changes,
    mailer: mailer.inLanguage("en"),
    language: "en",
    inLanguageOf(this: Services, acceptLanguage: string | undefined): Services {
      const language = mailLanguageOf(acceptLanguage);
      return language === "en" ? this : { ...this, ...others[language] };
    },
    linkTokens,
    staffSecondFactor: settings.staffSecondFactor ?? "optional",
    dialect: settings.dialect ?? null,
    dialects: {},
    findIds: [],
    onUndeclaredCode: settings.onUndeclaredCode ?? refuseUndeclared,
    onCall: settings.onCall,
    traceCall: settings.traceCall,
    get appUrl() {
      return maker.appUrl;
    },
    servedAt,
    start() {
      for (const { start } of [...created, tasks]) start?.();
    },
    runPeriodicTasks: async () => {
      await tasks.maintain();
      await Promise.all(created.map(({ maintain }) => maintain?.()));
    },
    close: async () => {
      await tasks.close();
      await Promise.all(created.map(({ close }) => close?.()));
      closeLimiter();
    },
  };
  // Each module adds its own.
  const services = own as RunningServices;
  for (const module of modules) {
    const added = await module.services?.({ database, replicas, settings, services, onFailure });
    if (!added) continue;
    Object.assign(services, added.services);
    created.push(added);
  }
  const inLanguage = (language: Services["language"]) => {
    const spoken = { mailer: mailer.inLanguage(language), language };
    return Object.assign({}, spoken, ...created.map((each) => each.inLanguage?.(spoken)));
  };
  const others = { de: inLanguage("de"), es: inLanguage("es") };
  const tasks = createTasks(modules, services, settings);
  return services;
}
