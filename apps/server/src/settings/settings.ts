import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServiceSettings } from "@caretype/api";
import { declarations } from "@caretype/api/declarations";
import { parseDatabaseUrl } from "@caretype/db/address";
import type { S3Access, Target } from "@caretype/postgres/storage";
import { isS3Location } from "@caretype/postgres/storage/location";
import { Environment } from "./environment.ts";
import { defaultRegistration } from "./registration.ts";
import { awsEndpointNames, s3Access } from "./s3-access.ts";
import { readSecretFiles } from "./secret-files.ts";
import { headersIn, isAppUrl, notAppUrl, unquoted } from "./setting-fields.ts";
import { nameAsSet, resolveAliases } from "./setting-names.ts";

// Each process that reads settings knows the migrations of all modules, including disabled ones.
if (declarations.some(({ migratesFrom }) => migratesFrom !== undefined)) {
  const { addMigrations } = await import("@caretype/db");
  addMigrations(declarations);
}

const repositoryRoot = fileURLToPath(new URL("../../../../", import.meta.url));

export type Settings = ReturnType<typeof toSettings> & {
  /** Only benchmarks set it, not the environment. */
  audit?: NonNullable<ServiceSettings["audit"]>;
};

export type BackupPlan = {
  target: Target;
  /** Minutes after midnight, in UTC. */
  minuteOfDay: number;
  /** The number of backups to keep. */
  keep: number;
  /** Recipients of age. Empty: backups are not encrypted. */
  recipients: readonly string[];
};

/** Invalid settings. `problems` has a line for each, with the setting's name. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/**
 * Reads the settings.
 * Throws all errors at once. No message repeats a value, which may be a secret.
 */
export function readSettings(
  variables: Record<string, string | undefined>,
  { needsSecretKey = true }: { needsSecretKey?: boolean } = {},
): Settings {
  const given = asMeant(variables);
  const secrets = readSecretFiles(given);
  const asGiven = asMeant(secrets.settings);
  const { settings, conflicts } = resolveAliases(asGiven);
  const parsed = Environment.safeParse(settings);
  const problems = [
    ...secrets.problems,
    ...conflicts,
    ...socketProblems(given),
    ...(parsed.success
      ? contradictions(parsed.data, { needsSecretKey, asGiven })
      : parsed.error.issues.map(({ path, message }) => `${nameAsSet(path.join("."), asGiven)}: ${message}`)),
  ];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return toSettings(parsed.data, {
    directory: given.INIT_CWD ?? process.cwd(),
    s3: s3Access(parsed.data, given),
    inheritedSocket: inheritedSocket(given),
  });
}

type Given = Readonly<Record<string, string | undefined>>;

/** A key, a password and a folder that npm passes may begin or end with any character. */
const takenWhole = new Set(["SECRET_KEY", "DATABASE_PASSWORD", "DB_PASSWORD", "INIT_CWD"]);

/**
 * Removes blanks and quotes around values, as in `.env`: Docker's `--env-file` and `set` on Windows keep them. An
 * empty value counts as not set, because Compose files and CI pass such values.
 */
const asMeant = (variables: Given): Given =>
  Object.fromEntries(
    Object.entries(variables)
      .map(([name, value = ""]) => [name, takenWhole.has(name) ? value : unquoted(value)])
      .filter(([, value]) => value?.trim()),
  );

const requiredParts = ["DATABASE_HOST", "DATABASE_NAME", "DATABASE_USER"] as const;
const parts = [...requiredParts, "DATABASE_PORT", "DATABASE_PASSWORD", "DATABASE_SSLMODE"] as const;

type Circumstances = { needsSecretKey: boolean; asGiven: Given };

function contradictions(environment: Environment, { needsSecretKey, asGiven }: Circumstances): string[] {
  const problems: string[] = [];
  const givenParts = parts
    .filter((name) => environment[name] !== undefined)
    .map((name) => nameAsSet(name, asGiven));
  const hasParts = givenParts.length > 0;
  if (environment.DATABASE_URL !== undefined && hasParts) {
    problems.push(`DATABASE_URL: set it or its parts (${givenParts.join(", ")}), not both`);
  } else if (hasParts) {
    const missing = requiredParts.filter((name) => environment[name] === undefined);
    problems.push(...missing.map((name) => `${name}: required with ${givenParts.join(", ")}`));
  }
  const isOwnDatabase = environment.DATABASE_URL !== undefined || hasParts;
  for (const name of ["DATABASE_URL", "DATABASE_DIRECT_URL", "DATABASE_READ_URL"] as const)
    for (const url of [environment[name] ?? []].flat()) problems.push(...urlProblems(name, url));
  if (environment.DATABASE_DIRECT_URL !== undefined && !isOwnDatabase)
    problems.push("DATABASE_DIRECT_URL: only valid with DATABASE_URL");
  if (environment.DATABASE_READ_URL !== undefined && !isOwnDatabase)
    problems.push("DATABASE_READ_URL: only valid with DATABASE_URL");
  if (needsSecretKey && isOwnDatabase && environment.SECRET_KEY === undefined) {
    problems.push("SECRET_KEY: required with a database of your own; `openssl rand -base64 48` makes one");
  }
  if (environment.WAL_ARCHIVE_TO !== undefined && isOwnDatabase)
    problems.push("WAL_ARCHIVE_TO: only valid with the embedded database");
  if (environment.SMTP_URL !== undefined && environment.APP_URL === undefined)
    problems.push("APP_URL: required with SMTP_URL, because links in emails point there");
  if (environment.METRICS_PORT === environment.PORT && overlap(environment.METRICS_HOST, environment.HOST))
    problems.push("METRICS_PORT: the same as PORT; set it to another port");
  if (environment.AUDIT_MONTHS !== undefined && environment.AUDIT_ARCHIVE_DIR === undefined)
    problems.push("AUDIT_ARCHIVE_DIR: required with AUDIT_MONTHS");
  if ((environment.S3_ACCESS_KEY_ID === undefined) !== (environment.S3_SECRET_ACCESS_KEY === undefined))
    problems.push("S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: set both or neither");
  const { REST_DIALECT: dialect, MODULES: running } = environment;
  const speaker = declarations.find(({ dialects = [] }) => dialects.some((name) => name === dialect));
  if (speaker && !running.includes(speaker.name))
    problems.push(`REST_DIALECT: needs the module ${speaker.name}, which MODULES leaves out`);
  for (const name of awsEndpointNames)
    if (asGiven[name] !== undefined && !isAppUrl(asGiven[name])) problems.push(`${name}: ${notAppUrl}`);
  return problems;
}

/** Returns whether two hosts may share an address. */
const overlap = (one: string, other: string) =>
  one === other || [one, other].some((host) => ["0.0.0.0", "::", "localhost"].includes(host));

/** The part after the address: encryption and its files. */
function urlProblems(name: string, url: string): string[] {
  try {
    parseDatabaseUrl(url);
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof TypeError ? error.message : "cannot be read"}`];
  }
}

function databaseUrl(environment: Environment): string | null {
  if (environment.DATABASE_HOST === undefined) return environment.DATABASE_URL ?? null;
  const { DATABASE_HOST: host, DATABASE_PORT: port = 5432 } = environment;
  const [place = "", user = "", password = "", name = ""] = [
    host,
    environment.DATABASE_USER,
    environment.DATABASE_PASSWORD,
    environment.DATABASE_NAME,
  ].map((part) => encodeURIComponent(part ?? ""));
  const mode = environment.DATABASE_SSLMODE === undefined ? "" : `?sslmode=${environment.DATABASE_SSLMODE}`;
  return `postgres://${user}:${password}@${place}:${port}/${name}${mode}`;
}

/** The default folder does not depend on the working directory. A relative one does. */
function dataDirectory(environment: Environment, callerDirectory: string): string {
  if (environment.DATA_DIR === undefined) return resolve(repositoryRoot, ".data");
  return resolve(callerDirectory, environment.DATA_DIR);
}

export const databaseFolder = (dataDirectory: string) => join(dataDirectory, "postgres");

type Caller = { directory: string; s3: S3Access; inheritedSocket: number | null };

/** systemd's first passed descriptor (`SD_LISTEN_FDS_START`). */
const firstSocket = 3;

/** Returns the number of sockets passed to this process, and 0 for those of another process. */
const socketsPassed = ({ LISTEN_PID: pid, LISTEN_FDS: count = "0" }: Given) =>
  pid === String(process.pid) ? count : "0";

const inheritedSocket = (variables: Given) => (socketsPassed(variables) === "1" ? firstSocket : null);

const socketProblems = (variables: Given) =>
  ["0", "1"].includes(socketsPassed(variables))
    ? []
    : ["LISTEN_FDS: has to be 1, as the server listens on one socket, or 0 for PORT"];

/** Relative to the working directory. */
const targetOf = (location: string, { directory, s3 }: Caller): Target =>
  isS3Location(location) ? { location, s3 } : { location: resolve(directory, location) };

function auditArchive(
  { AUDIT_MONTHS: months, AUDIT_ARCHIVE_DIR: location }: Environment,
  caller: Caller,
): { months: number; target: Target } | null {
  if (months === undefined || location === undefined) return null;
  return { months, target: targetOf(location, caller) };
}

function backupPlan(environment: Environment, caller: Caller): BackupPlan | null {
  if (environment.BACKUP_TO === undefined) return null;
  return {
    target: targetOf(environment.BACKUP_TO, caller),
    minuteOfDay: environment.BACKUP_AT,
    keep: environment.BACKUP_KEEP,
    recipients: environment.BACKUP_RECIPIENTS ?? [],
  };
}

function walArchive(
  { WAL_ARCHIVE_TO: location, WAL_ARCHIVE_DAYS: days }: Environment,
  caller: Caller,
): { target: Target; days: number } | null {
  return location === undefined ? null : { target: targetOf(location, caller), days };
}

function tracingSettings(environment: Environment) {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = environment;
  if (endpoint === undefined) return null;
  return {
    /** The collector's address, without `/v1/traces`. */
    endpoint,
    headers: headers === undefined ? {} : headersIn(headers),
    /** The share of traced requests, from 0 to 1. */
    ratio: environment.OTEL_TRACES_SAMPLER_ARG,
    serviceName: environment.OTEL_SERVICE_NAME,
  };
}

const rateLimits = (environment: Environment) => ({
  accountPoints: environment.RATE_LIMIT_ACCOUNT,
  addressPoints: environment.RATE_LIMIT_ADDRESS,
});

/**
 * The settings by their meaning here, not by their environment names. Null: not set, with the default that
 * `Environment` documents.
 */
function toSettings(environment: Environment, caller: Caller) {
  const url = databaseUrl(environment);
  const registration = defaultRegistration({
    given: environment.REGISTRATION,
    host: environment.HOST,
    isEmbedded: url === null,
    sendsMail: environment.SMTP_URL !== undefined,
  });
  return {
    port: environment.PORT,
    host: environment.HOST,
    /** A socket that systemd keeps between restarts (`LISTEN_FDS`). Null: the server opens `port`. */
    inheritedSocket: caller.inheritedSocket,
    processes: environment.WEB_CONCURRENCY,
    dataDirectory: dataDirectory(environment, caller.directory),
    /** Null: the embedded database. */
    databaseUrl: url,
    databasePrepare: environment.DATABASE_PREPARE,
    /** The direct URL, if `databaseUrl` leads to a pooler. */
    databaseDirectUrl: environment.DATABASE_DIRECT_URL ?? null,
    databaseReadUrls: environment.DATABASE_READ_URL ?? [],
    databaseReadLagSeconds: environment.DATABASE_READ_LAG_SECONDS,
    databaseWaitSeconds: environment.DATABASE_WAIT_SECONDS,
    drainDelaySeconds: environment.DRAIN_DELAY_SECONDS,
    /** Null: a generated key in the data folder. */
    secretKey: environment.SECRET_KEY ?? null,
    allowedHosts: environment.ALLOWED_HOSTS ?? ["localhost", "127.0.0.1", "[::1]", environment.HOST],
    corsOrigins: environment.CORS_ORIGINS,
    accessTokenMinutes: environment.ACCESS_TOKEN_MINUTES,
    refreshTokenDays: environment.REFRESH_TOKEN_DAYS,
    sessionIdleMinutes: environment.SESSION_IDLE_MINUTES,
    sessionDays: environment.SESSION_DAYS,
    browserIdleMinutes: environment.BROWSER_IDLE_MINUTES,
    browserSessionHours: environment.BROWSER_SESSION_HOURS,
    sessionsAtOnce: environment.SESSIONS_AT_ONCE,
    registration: registration.policy,
    /** The reason for this policy, printed at the start. */
    registrationReason: registration.reason,
    modules: environment.MODULES,
    sampleData: environment.SAMPLE_DATA ?? url === null,
    dialect: environment.REST_DIALECT ?? null,
    staffSecondFactor: environment.STAFF_SECOND_FACTOR,
    secondFactor: environment.SECOND_FACTOR,
    secondFactorGraceDays: environment.SECOND_FACTOR_GRACE_DAYS,
    appUrl: environment.APP_URL ?? null,
    /** Null: emails wait in the database. */
    smtpUrl: environment.SMTP_URL ?? null,
    mailFrom: environment.MAIL_FROM,
    trustedProxies: environment.TRUSTED_PROXIES,
    metricsPort: environment.METRICS_PORT ?? null,
    metricsHost: environment.METRICS_HOST,
    auditArchive: auditArchive(environment, caller),
    eventsDays: environment.EVENTS_DAYS,
    backups: backupPlan(environment, caller),
    walArchive: walArchive(environment, caller),
    /** Access to buckets, for the targets of commands. */
    s3: caller.s3,
    tracing: tracingSettings(environment),
    logLevel: environment.LOG_LEVEL,
    rateLimits: rateLimits(environment),
    redisUrl: environment.REDIS_URL ?? null,
    bcryptCost: environment.BCRYPT_COST,
  };
}
