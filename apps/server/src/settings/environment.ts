import { z } from "zod";
import {
  byRole,
  isAppUrl,
  isHost,
  isHostPattern,
  isMailbox,
  isNetwork,
  isOrigin,
  isPostgresUrl,
  isSmtpUrl,
  listOf,
  onOrOff,
  wholeNumber,
} from "./setting-fields.ts";

type About = { fallback: string; meaning: string };

/** What the README's table says of a setting, kept beside the rule that checks it. */
const about = new WeakMap<z.ZodType, About>();

function setting<Schema extends z.ZodType>(schema: Schema, fallback: string, meaning: string): Schema {
  about.set(schema, { fallback, meaning });
  return schema;
}

function withDefault<Value>(schema: z.ZodType<Value, string>, fallback: string, meaning: string) {
  return setting(schema.prefault(fallback), fallback, meaning);
}

const Registration = z.enum(["open", "verified", "closed"], { error: "use open, verified or closed" });

/** Every setting, by its name in the environment. */
export const Environment = z.object({
  PORT: withDefault(wholeNumber(0, 65_535), "3000", "Port to listen on; 0 takes a free one"),
  HOST: withDefault(
    z.string().refine(isHost, "not a host name or address"),
    "127.0.0.1",
    "Address to listen on; 0.0.0.0 for all",
  ),
  WEB_CONCURRENCY: withDefault(
    wholeNumber(1, 64),
    "1",
    "How many processes answer calls on the one port; no more than there are cores",
  ),
  DATA_DIR: setting(z.string().optional(), ".data", "Folder of the embedded database and the generated key"),
  DATABASE_URL: setting(
    z.string().refine(isPostgresUrl, "not a postgres:// URL").optional(),
    "embedded",
    "`postgres://user:password@host:5432/database?sslmode=verify-full`; without it an embedded PostgreSQL is started",
  ),
  DATABASE_HOST: setting(
    z.string().refine(isHost, "not a host name or address").optional(),
    "",
    "In place of `DATABASE_URL`, its parts, which may also be written `DB_HOST` and so on: the host",
  ),
  DATABASE_PORT: setting(wholeNumber(1, 65_535).optional(), "5432", "Its port"),
  DATABASE_NAME: setting(z.string().optional(), "", "Its name"),
  DATABASE_USER: setting(z.string().optional(), "", "Its user"),
  DATABASE_PASSWORD: setting(z.string().optional(), "", "The user's password"),
  DATABASE_SSLMODE: setting(
    z
      .enum(["disable", "allow", "prefer", "require", "verify-ca", "verify-full"], {
        error: "use disable, allow, prefer, require, verify-ca or verify-full",
      })
      .optional(),
    "disable",
    "What a URL says as `sslmode`: `verify-full` encrypts the connection and checks that it leads to the right server. For a private certificate authority, use a URL with `&sslrootcert=file`",
  ),
  DATABASE_WAIT_SECONDS: withDefault(
    wholeNumber(0, 86_400),
    "60",
    "How long a start, or `caretype migrate`, waits for a database that cannot be reached yet",
  ),
  DATABASE_PREPARE: withDefault(
    onOrOff,
    "true",
    "`false` behind PgBouncer in transaction mode; the start fails where it has to be",
  ),
  DATABASE_DIRECT_URL: setting(
    z.string().refine(isPostgresUrl, "not a postgres:// URL").optional(),
    "",
    "Where `DATABASE_URL` leads to PgBouncer: the database itself, for migrations and notifications. Without it, sessions are looked up each second there",
  ),
  SECRET_KEY: setting(
    z
      .string()
      .refine(
        (key) => Buffer.byteLength(key) >= 32,
        "shorter than 32 bytes; `openssl rand -base64 48` makes one",
      )
      .optional(),
    "generated",
    "Signs access tokens, makes the links in mails, names the cookies of sessions, and seals authenticator apps and recovery codes: 32 bytes or more. With a new one all of those are void. Required unless the embedded database is used, which generates one",
  ),
  ALLOWED_HOSTS: setting(
    listOf(isHostPattern, "host names, such as api.example.org or .example.org, or *").optional(),
    "localhost,127.0.0.1,[::1],HOST",
    "Host names served here; `.example.org` takes the names below it, too; `*` takes all",
  ),
  CORS_ORIGINS: withDefault(
    listOf(isOrigin, "origins, such as https://app.example.org"),
    "",
    "Origins whose pages may call the API from a browser",
  ),
  ACCESS_TOKEN_MINUTES: withDefault(wholeNumber(1, 1440), "60", "How long an access token is good for"),
  REFRESH_TOKEN_DAYS: withDefault(wholeNumber(1, 365), "7", "How long a refresh token is good for"),
  SESSION_IDLE_MINUTES: withDefault(
    wholeNumber(1, 525_600),
    "10080",
    "A session of an API client that nobody uses ends after this",
  ),
  SESSION_DAYS: withDefault(
    wholeNumber(1, 365),
    "30",
    "After this a session of an API client ends, however much it is used",
  ),
  BROWSER_IDLE_MINUTES: withDefault(
    byRole(1, 1440),
    "30",
    "The same of a session in a browser, where the console locks then. `30,owner=15,staff=5` has other numbers for some roles; an account of several has the least",
  ),
  BROWSER_SESSION_HOURS: withDefault(
    byRole(1, 720),
    "12",
    "After this a session in a browser ends, however much it is used; by role as `BROWSER_IDLE_MINUTES`",
  ),
  SESSIONS_AT_ONCE: withDefault(
    wholeNumber(1, 1000),
    "20",
    "How many sessions an account has at once, in browsers and API clients together; another one ends the one that began first",
  ),
  REGISTRATION: setting(
    Registration.optional(),
    "",
    "`open`: anybody may register; `verified`: anybody who follows the link that is mailed; `closed`: only who was invited. Default: `verified` with `SMTP_URL`; without it, `open` on the embedded database while `HOST` is a loopback address, and otherwise `closed`. The start says which, and why",
  ),
  STAFF_SECOND_FACTOR: withDefault(
    z.enum(["optional", "required"], { error: "use optional or required" }),
    "optional",
    "`required`: staff accounts administer nothing before they have set up a second factor",
  ),
  SECOND_FACTOR: withDefault(
    z.enum(["optional", "required"], { error: "use optional or required" }),
    "optional",
    "`required`: every account needs a second factor; without one nothing but the own account is answered once the days of grace are over. API keys need none",
  ),
  SECOND_FACTOR_GRACE_DAYS: withDefault(
    wholeNumber(0, 90),
    "7",
    "How long an account has to set up a second factor that the server requires, from its next sign-in on",
  ),
  APP_URL: setting(
    z.string().refine(isAppUrl, "not an http:// or https:// URL").optional(),
    "http://localhost:PORT",
    "Where the links in mails lead, and the origin of passkeys: your frontend, or this server, whose console has a page for each link. Needed with `SMTP_URL`",
  ),
  SMTP_URL: setting(
    z.string().refine(isSmtpUrl, "not an smtp:// or smtps:// URL").optional(),
    "",
    "`smtps://user:password@host:465`: where mails are handed in; without it they are kept in the database until it is set, and shown in the log where the database is the embedded one",
  ),
  MAIL_FROM: withDefault(
    z.string().refine(isMailbox, "not an address, such as Caretype <no-reply@example.org>"),
    "Caretype <no-reply@localhost>",
    "The sender of mails",
  ),
  TRUSTED_PROXIES: withDefault(
    listOf(isNetwork, "addresses or networks, such as 10.0.0.0/8, or loopback"),
    "",
    "Proxies whose X-Forwarded headers count",
  ),
  LOG_LEVEL: withDefault(
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "use trace, debug, info, warn, error, fatal or silent",
    }),
    "info",
    "The least level that is logged",
  ),
  RATE_LIMIT_ACCOUNT: withDefault(
    wholeNumber(0, 999_999_999),
    "6000",
    "Points a minute for an account, counted by each process for itself; 0: no limit",
  ),
  RATE_LIMIT_ADDRESS: withDefault(
    wholeNumber(0, 999_999_999),
    "600",
    "Points a minute for an address on each procedure that needs no token, and on calls without a valid one, counted likewise; 0: no limit",
  ),
  BCRYPT_COST: withDefault(
    wholeNumber(4, 16),
    "12",
    "Work of a password hash: each step doubles it. Once it was lowered, a try to log in to an account that has not logged in since takes longer than to one that there is not",
  ),
});
export type Environment = z.output<typeof Environment>;

/** The rows of the README's table. */
export const settingRows = (): { name: string; fallback: string; meaning: string }[] =>
  Object.entries(Environment.shape).map(([name, schema]) => ({
    name,
    fallback: about.get(schema)?.fallback ?? "",
    meaning: about.get(schema)?.meaning ?? "",
  }));
