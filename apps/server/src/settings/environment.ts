import { declarations } from "@caretype/api/declarations";
import { isRecipient } from "@caretype/postgres/backup/recipient";
import { isTargetLocation } from "@caretype/postgres/storage/location";
import { z } from "zod";
import {
  byRole,
  databaseHost,
  host,
  isAppUrl,
  isHeaderList,
  isHostPattern,
  isMailbox,
  isNetwork,
  isOrigin,
  isPostgresUrl,
  isRedisUrl,
  isSmtpUrl,
  listOf,
  modules,
  notAppUrl,
  onOrOff,
  urlSuchAs,
  wholeNumber,
  withEncodedPassword,
} from "./setting-fields.ts";

/** A setting's text in docs/operate/settings.md, beside its rule. */
const about = z.registry<{ fallback: string; meaning: string }>();

const withDefault = <Value>(schema: z.ZodType<Value, string>, fallback: string, meaning: string) =>
  schema.prefault(fallback).register(about, { fallback, meaning });

/** `fallback`: the documented default. */
const optional = <Schema extends z.ZodType>(schema: Schema, meaning: string, fallback = "") => {
  const added = schema.optional();
  about.add(added, { fallback, meaning });
  return added;
};

const oneOf = <const Value extends string>(...values: Value[]) =>
  z.enum(values, { error: `use ${values.slice(0, -1).join(", ")} or ${values.at(-1)}` });

const folder = z
  .string()
  .refine((path) => !/^[~$]/.test(path), "write the whole path: nothing replaces ~ and variables here");

const targetLocation = folder.refine(isTargetLocation, "neither a folder nor s3://bucket/prefix");

const notPostgresUrl = urlSuchAs("postgres://user:password@127.0.0.1:5432/caretype");

/** The modules' REST dialects. */
const dialects = declarations.flatMap((module) => module.dialects ?? []);

/** Every setting, by its name in the environment. */
export const Environment = z.object({
  PORT: withDefault(wholeNumber(0, 65_535), "3000", "Port to listen on; 0 chooses a free one"),
  HOST: withDefault(host, "127.0.0.1", "Address to listen on; 0.0.0.0 for all addresses"),
  WEB_CONCURRENCY: withDefault(
    wholeNumber(1, 64),
    "1",
    "Number of processes that answer calls on the port; at most the number of cores",
  ),
  DATA_DIR: optional(folder, "Folder of the embedded database and the generated key", ".data"),
  DATABASE_URL: optional(
    z.string().refine(isPostgresUrl, notPostgresUrl),
    "`postgres://user:password@host:5432/database?sslmode=verify-full`. Without it, an embedded PostgreSQL is started",
    "embedded",
  ),
  DATABASE_HOST: optional(
    databaseHost,
    "Host of the database, or the folder of its socket, if you set the parts in place of `DATABASE_URL`. `DB_HOST` and so on work, too",
  ),
  DATABASE_PORT: optional(wholeNumber(1, 65_535), "Port of the database", "5432"),
  DATABASE_NAME: optional(z.string(), "Name of the database"),
  DATABASE_USER: optional(z.string(), "User of the database"),
  DATABASE_PASSWORD: optional(z.string(), "Password of the user"),
  DATABASE_SSLMODE: optional(
    oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    "The `sslmode` of the connection. `verify-full` encrypts it and verifies the server. For a private certificate authority, use a URL with `&sslrootcert=file`",
    "disable",
  ),
  DATABASE_WAIT_SECONDS: withDefault(
    wholeNumber(0, 86_400),
    "60",
    "How long a start, or `caretype migrate`, waits for a database that cannot be reached yet",
  ),
  DRAIN_DELAY_SECONDS: withDefault(
    wholeNumber(0, 600),
    "0",
    "How long a stopping server still takes calls, while `/health/ready` answers 503 and connections end with their answers. Set it to what a load balancer needs to notice",
  ),
  DATABASE_PREPARE: withDefault(
    onOrOff,
    "true",
    "Whether to prepare statements. Set `false` behind PgBouncer in transaction mode; the start fails otherwise",
  ),
  DATABASE_DIRECT_URL: optional(
    z.string().refine(isPostgresUrl, notPostgresUrl),
    "The database itself, if `DATABASE_URL` leads to PgBouncer, for migrations and notifications. Without it, sessions are checked again every second there",
  ),
  DATABASE_READ_URL: optional(
    listOf(isPostgresUrl, `postgres:// URLs; ${withEncodedPassword}`),
    "Standbys of the database, separated by commas, for lists and searches of the console and the typed client. Each URL leads to one server; write a comma in it as `%2C`",
  ),
  DATABASE_READ_LAG_SECONDS: withDefault(
    wholeNumber(1, 3_600),
    "5",
    "A standby is left out while its data may be older than this",
  ),
  SECRET_KEY: optional(
    z
      .string()
      .refine(
        (key) => Buffer.byteLength(key) >= 32,
        "shorter than 32 bytes; `openssl rand -base64 48` makes one",
      ),
    "Signs access tokens and emailed links, names session cookies, and encrypts authenticator apps and recovery codes. At least 32 bytes. A new key voids all of these. Required, except with the embedded database, which generates one",
    "generated",
  ),
  ALLOWED_HOSTS: optional(
    listOf(isHostPattern, "host names without a port, such as api.example.org or .example.org, or *"),
    "Host names to serve. `.example.org` includes its subdomains; `*` allows all",
    "localhost,127.0.0.1,[::1],HOST",
  ),
  CORS_ORIGINS: withDefault(
    listOf(isOrigin, "origins without a path, a wildcard or / at the end, such as https://app.example.org"),
    "",
    "Origins whose pages may call the API from a browser",
  ),
  ACCESS_TOKEN_MINUTES: withDefault(wholeNumber(1, 1440), "60", "How long an access token is valid"),
  REFRESH_TOKEN_DAYS: withDefault(wholeNumber(1, 365), "7", "How long a refresh token is valid"),
  SESSION_IDLE_MINUTES: withDefault(
    wholeNumber(1, 525_600),
    "10080",
    "Idle timeout of an API client's session",
  ),
  SESSION_DAYS: withDefault(wholeNumber(1, 365), "30", "Longest duration of an API client's session"),
  BROWSER_IDLE_MINUTES: withDefault(
    byRole(1, 1440),
    "30",
    "Idle timeout of a browser session; the console then locks. `30,owner=15,staff=5` sets it by role. An account with several roles gets the shortest",
  ),
  BROWSER_SESSION_HOURS: withDefault(
    byRole(1, 720),
    "12",
    "Longest duration of a browser session; by role, as in `BROWSER_IDLE_MINUTES`",
  ),
  SESSIONS_AT_ONCE: withDefault(
    wholeNumber(1, 1000),
    "20",
    "Maximum number of sessions of an account, in browsers and API clients together. One more ends the oldest",
  ),
  REGISTRATION: optional(
    oneOf("open", "verified", "closed"),
    "Decides who may register. `open`: anybody; `verified`: anybody who confirms an emailed link; `closed`: only with an invitation. Default: `verified` with `SMTP_URL`. Without it, `open` on the embedded database while `HOST` is a loopback address, otherwise `closed`. The start logs which, and why",
  ),
  REST_DIALECT: optional(
    z.enum(dialects, { error: `use ${dialects.join(", ")}` }),
    "The former backend, by its number of `import django`, with whose names, shapes and statuses REST answers, unless a practice or an API key chooses otherwise",
  ),
  MODULES: withDefault(
    modules,
    "all",
    "The modules of the API that run, such as `scheduling,chart`, or those that do not, such as `-statistics,-sample-data`. A module that does not run has no procedures, pages and background work. Its records stay in the database",
  ),
  SAMPLE_DATA: optional(
    onOrOff,
    "Whether owners may fill an empty practice with sample data. Default: `true` on the embedded database, otherwise `false`",
  ),
  STAFF_SECOND_FACTOR: withDefault(
    oneOf("optional", "required"),
    "optional",
    "`required`: staff accounts need a second factor to administer anything",
  ),
  SECOND_FACTOR: withDefault(
    oneOf("optional", "required"),
    "optional",
    "`required`: every account needs a second factor. Without one, it can only manage itself once the grace period is over. API keys need none",
  ),
  SECOND_FACTOR_GRACE_DAYS: withDefault(
    wholeNumber(0, 90),
    "7",
    "How long an account has to set up a required second factor, from its next sign-in",
  ),
  APP_URL: optional(
    z.string().refine(isAppUrl, notAppUrl),
    "Address that emailed links point to, and the origin of passkeys: your frontend, or this server. Required with `SMTP_URL`",
    "http://localhost:PORT",
  ),
  SMTP_URL: optional(
    z.string().refine(isSmtpUrl, urlSuchAs("smtp://user:password@mail.example.org:587")),
    "The mail server: `smtps://user:password@host:465`. Without it, emails wait in the database. With the embedded database, the log also shows those to accounts",
  ),
  MAIL_FROM: withDefault(
    z.string().refine(isMailbox, "not an address, such as Caretype <no-reply@example.org>"),
    "Caretype <no-reply@localhost>",
    "Sender of emails",
  ),
  TRUSTED_PROXIES: withDefault(
    listOf(isNetwork, "addresses or networks, such as 10.0.0.0/8, or loopback"),
    "",
    "Proxies whose X-Forwarded headers are trusted",
  ),
  METRICS_PORT: optional(
    wholeNumber(1, 65_535),
    "Port of `/metrics` for Prometheus. Without it, nothing is measured",
  ),
  METRICS_HOST: withDefault(
    host,
    "127.0.0.1",
    "Address of `/metrics`. It asks for no token, so let only your monitoring reach it. It is served under addresses, this name, localhost and `ALLOWED_HOSTS`",
  ),
  AUDIT_MONTHS: optional(
    wholeNumber(1, 1_200),
    "How many whole months of the audit stay in the database, besides the current one. A server moves older ones to `AUDIT_ARCHIVE_DIR`. Without it, all stay. Set it for one server only",
  ),
  AUDIT_ARCHIVE_DIR: optional(
    targetLocation,
    "Folder of the audit's archives, or `s3://bucket/prefix`; one file a month. Nothing else has these entries, so keep copies",
  ),
  BACKUP_TO: optional(
    targetLocation,
    "Folder of daily backups, or `s3://bucket/prefix`. Without it, a server writes none. Set it for one server only",
  ),
  BACKUP_AT: withDefault(
    z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "not a time of day such as 02:30")
      .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))),
    "02:00",
    "When to write the backup, in UTC",
  ),
  BACKUP_KEEP: withDefault(wholeNumber(1, 10_000), "14", "How many backups stay in `BACKUP_TO`"),
  BACKUP_RECIPIENTS: optional(
    listOf(isRecipient, "recipients of age, such as age1…, or one of them is mistyped"),
    "Recipients of age, separated by commas, for whom backups are encrypted. Without them, they are not",
  ),
  WAL_ARCHIVE_TO: optional(
    targetLocation,
    "Folder, or `s3://bucket/prefix`, to which the embedded database's log (WAL) is copied, so that `caretype restore --to-time` restores any second. It is not encrypted",
  ),
  EVENTS_DAYS: withDefault(wholeNumber(1, 3_650), "30", "How long changes of records are kept as events"),
  WAL_ARCHIVE_DAYS: withDefault(
    wholeNumber(1, 3_650),
    "7",
    "Number of days that `WAL_ARCHIVE_TO` reaches back",
  ),
  S3_ENDPOINT: optional(
    z.string().refine(isAppUrl, notAppUrl),
    "Address of the service with the buckets of `s3://` targets, such as `https://minio.example.org:9000`. Default: `AWS_ENDPOINT_URL_S3`, then AWS itself",
  ),
  S3_REGION: optional(
    z.string().regex(/^[a-z0-9-]+$/i, "not the name of a region, such as eu-central-1"),
    "Region of the buckets, such as `eu-central-1`. Default: `AWS_REGION`; with `S3_ENDPOINT`, `us-east-1`",
  ),
  S3_ACCESS_KEY_ID: optional(
    z.string(),
    "Access key for the buckets. Default: `AWS_ACCESS_KEY_ID`, then the profile or role that AWS gives the machine",
  ),
  S3_SECRET_ACCESS_KEY: optional(z.string(), "Secret of the access key. Default: `AWS_SECRET_ACCESS_KEY`"),
  S3_PATH_STYLE: optional(
    onOrOff,
    "Whether the bucket is in the path of URLs and not in the host name. Default: `true` with `S3_ENDPOINT`, otherwise `false`",
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    z.string().refine(isAppUrl, notAppUrl),
    "Address of an OpenTelemetry collector, such as `http://localhost:4318`, which gets traces. Without it, nothing is traced",
  ),
  OTEL_EXPORTER_OTLP_HEADERS: optional(
    z.string().refine(isHeaderList, "not a comma-separated list of name=value with percent-encoded values"),
    "Headers for the collector, such as `authorization=Bearer%20…`, separated by commas",
  ),
  OTEL_TRACES_SAMPLER_ARG: withDefault(
    z
      .string()
      .regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0+)?)$/, "not a number from 0 to 1")
      .transform(Number),
    "0.01",
    "Share of the requests that are traced, from 0 to 1",
  ),
  OTEL_SERVICE_NAME: withDefault(z.string().trim().max(100), "caretype", "Name of the service in traces"),
  LOG_LEVEL: withDefault(
    oneOf("trace", "debug", "info", "warn", "error", "fatal", "silent"),
    "info",
    "Lowest level to log",
  ),
  RATE_LIMIT_ACCOUNT: withDefault(
    wholeNumber(0, 999_999_999),
    "6000",
    "Points per minute of an account, counted by each process on its own without `REDIS_URL`; 0: no limit",
  ),
  RATE_LIMIT_ADDRESS: withDefault(
    wholeNumber(0, 999_999_999),
    "600",
    "Points per minute of an address, for calls without a valid token and for each procedure that needs none. Counted by each process without `REDIS_URL`; 0: no limit",
  ),
  REDIS_URL: optional(
    z.string().refine(isRedisUrl, urlSuchAs("redis://user:password@127.0.0.1:6379/0")),
    "Redis or Valkey, `rediss://user:password@host:6379/0`, in which all processes of all servers count these points together. While it does not answer, sign-ins are refused, and each process counts other calls on its own",
  ),
  BCRYPT_COST: withDefault(
    wholeNumber(4, 16),
    "12",
    "Cost of a password hash: each step doubles the work. After lowering it, a sign-in attempt takes longer for an account that has not signed in since than for an unknown one",
  ),
});
export type Environment = z.output<typeof Environment>;

export const settingRows = (): { name: string; fallback: string; meaning: string }[] =>
  Object.entries(Environment.shape).map(([name, schema]) => ({
    name,
    fallback: about.get(schema)?.fallback ?? "",
    meaning: about.get(schema)?.meaning ?? "",
  }));
