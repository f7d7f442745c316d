import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { parseDatabaseUrl } from "@caretype/db/address";
import { expect, onTestFinished, test } from "vitest";
import { envExample } from "../src/settings/env-example.ts";
import { settingRows } from "../src/settings/environment.ts";
import { describeNearMisses } from "../src/settings/setting-names.ts";
import { readSettings, SettingsError } from "../src/settings/settings.ts";
import { loadSecretKey } from "../src/start/secret-key.ts";

const key = "0123456789abcdef0123456789abcdef";

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readSettings(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test("the embedded database needs no settings", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    processes: 1,
    databaseUrl: null,
    secretKey: null,
    registration: "open",
    rateLimits: { accountPoints: 6000, addressPoints: 600 },
  });
});

test("empty variables count as not set", () => {
  expect(readSettings({ PORT: "", DATABASE_URL: " ", SECRET_KEY: "" })).toEqual(readSettings({}));
});

const meant = {
  PORT: "3001",
  HOST: "localhost",
  DATA_DIR: "/srv/care",
  SAMPLE_DATA: "false",
  APP_URL: "https://care.example.org",
  MAIL_FROM: "care@example.org",
  LOG_LEVEL: "warn",
  BACKUP_TO: "/srv/backups",
  SMTP_URL: "smtp://mail.example.org",
  AWS_REGION: "eu-west-1",
};

test.each(["? ", '"?"', " '?'\r\n", '" ? "'])(
  "blanks and quotes around a value, as in %j, are no part of it",
  (around) => {
    const write = (value: string) => around.replace("?", value);
    const written = Object.entries(meant).map(([name, value]) => [name, write(value)]);
    expect(readSettings(Object.fromEntries(written))).toEqual(readSettings(meant));
    expect(readSettings({ PORT: write("") })).toEqual(readSettings({}));
    const own = { DATABASE_HOST: "db", DATABASE_NAME: "care", DATABASE_USER: "care" };
    const secrets = { SECRET_KEY: write(key), DATABASE_PASSWORD: write("a") };
    const { secretKey, databaseUrl } = readSettings({ ...own, ...secrets });
    expect([secretKey, databaseUrl]).toEqual([
      write(key),
      expect.stringContaining(`:${encodeURIComponent(write("a"))}@`),
    ]);
  },
);

test("quotes may be around each item of a list", () => {
  const networks = readSettings({ TRUSTED_PROXIES: "10.0.0.0/8,192.168.1.1" });
  for (const written of [
    '"10.0.0.0/8","192.168.1.1"',
    "'10.0.0.0/8', '192.168.1.1'",
    '"10.0.0.0/8,192.168.1.1"',
  ])
    expect(readSettings({ TRUSTED_PROXIES: written })).toEqual(networks);
});

test("a number is refused with the range that it may have, and so are numbers by role", () => {
  for (const value of ["60m", "-1", "1441", "99999999999"]) {
    expect(problemsOf({ ACCESS_TOKEN_MINUTES: value })).toEqual([
      "ACCESS_TOKEN_MINUTES: not a whole number from 1 to 1440",
    ]);
    expect(problemsOf({ BROWSER_IDLE_MINUTES: value })[0]).toMatch(/ from 1 to 1440, then .*role=number/);
  }
});

test("limits of browser sessions apply to everybody, with other limits for some roles", () => {
  expect(readSettings({})).toMatchObject({
    browserIdleMinutes: { everybody: 30 },
    browserSessionHours: { everybody: 12 },
    sessionsAtOnce: 20,
  });
  expect(readSettings({ BROWSER_IDLE_MINUTES: "20, owner=15, staff = 5" })).toMatchObject({
    browserIdleMinutes: { everybody: 20, owner: 15, staff: 5 },
  });
});

test("an invalid setting is named, with the error and without its value", () => {
  const wrong: Record<string, string[]> = {
    PORT: ["abc", "-1", "65536", "3000.5", "1e3"],
    HOST: ["a b", "http://x", "-x", "[host]", "[::1]:80"],
    WEB_CONCURRENCY: ["0", "65", "auto", "1.5"],
    DATABASE_URL: [
      "mysql://x",
      "nonsense",
      "localhost:5432",
      "postgres:care:pass@db/care",
      "postgres:/care:pass@db/care",
      "postgres://db:65536/care",
      "postgres://db:0/care",
      "postgres://one,two/care",
      "postgres://::1/care",
    ],
    DATABASE_PREPARE: ["maybe"],
    REDIS_URL: ["redis", "http://redis:6379", "redis:///0", "redis://host/name"],
    DATABASE_DIRECT_URL: ["mysql://x", "nonsense"],
    DATABASE_SSLMODE: ["yes"],
    DATABASE_WAIT_SECONDS: ["-1", "1m"],
    SECRET_KEY: ["short-secret"],
    ALLOWED_HOSTS: ["a b", "http://x.org", "exa mple.org,ok.org", "*.x.org", ",", " , "],
    CORS_ORIGINS: ["example.com", "https://x.org/", "https://x.org/path", "ftp://x.org", "https://*.x.org"],
    MAIL_FROM: ["care", "Care <a@b", "a@b>", "Care a@b>", "a@b, c@d"],
    BACKUP_TO: ["gs://records", "s3://", "s3:/records/nightly", "s3:records", "file:/srv/backups"],
    ACCESS_TOKEN_MINUTES: ["0", "x", "99999"],
    REFRESH_TOKEN_DAYS: ["0", "366"],
    BROWSER_IDLE_MINUTES: [
      "0",
      "x",
      "30,nobody=5",
      "30,owner",
      "30,owner=0",
      "30,owner=5,owner=6",
      "owner=5",
    ],
    BROWSER_SESSION_HOURS: ["721", "12,staff=x"],
    SESSIONS_AT_ONCE: ["0", "1001"],
    SECOND_FACTOR: ["yes"],
    SECOND_FACTOR_GRACE_DAYS: ["-1", "91"],
    REGISTRATION: ["yes"],
    TRUSTED_PROXIES: ["1", "10.0.0.0/33", "10.0.0.0/x", "true", "example.org"],
    LOG_LEVEL: ["loud"],
    BACKUP_RECIPIENTS: [
      ",",
      "age1qqq",
      "AGE-SECRET-KEY-1QQQ",
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q",
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p,age1",
    ],
    RATE_LIMIT_ACCOUNT: ["-1"],
    RATE_LIMIT_ADDRESS: ["many"],
    BCRYPT_COST: ["3", "17"],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      const problems = problemsOf({ [name]: value });
      expect([name, value, problems.some((problem) => problem.startsWith(`${name}: `))]).toEqual([
        name,
        value,
        true,
      ]);
      if (value.length > 5) expect(problems.join()).not.toContain(value);
    }
  }
});

test("all errors are reported at once", () => {
  const problems = problemsOf({ PORT: "x", LOG_LEVEL: "x", REGISTRATION: "everybody" });
  expect(problems).toHaveLength(3);
  expect(problems).toContain("REGISTRATION: use open, verified or closed");
});

test("your own database needs a key, with its URL or its parts", () => {
  const url = "postgres://u:p@db:5433/care?sslmode=require";
  expect(readSettings({ DATABASE_URL: url, SECRET_KEY: key }).databaseUrl).toBe(url);
  const parts = {
    DATABASE_HOST: "::1",
    DATABASE_NAME: "a b",
    DATABASE_USER: "u@x",
    DATABASE_PASSWORD: "p/%",
  };
  for (const host of ["::1", "db.example", "fe80::1%eth0", "/run/postgresql"]) {
    const { databaseUrl } = readSettings({ ...parts, DATABASE_HOST: host, SECRET_KEY: key });
    expect(parseDatabaseUrl(databaseUrl ?? "")).toMatchObject({
      host,
      port: 5432,
      database: "a b",
      user: "u@x",
      password: "p/%",
    });
  }
  const socket = "postgres://u:p@/care?host=/run/postgresql";
  expect(readSettings({ DATABASE_URL: socket, SECRET_KEY: key }).databaseUrl).toBe(socket);
  expect(problemsOf({ DATABASE_URL: url })).toEqual([expect.stringContaining("SECRET_KEY: required")]);
  expect(readSettings({ DATABASE_URL: url }, { needsSecretKey: false }).secretKey).toBeNull();
  expect(problemsOf({ DATABASE_PORT: "5432", SECRET_KEY: key }).map((text) => text.split(":")[0])).toEqual([
    "DATABASE_HOST",
    "DATABASE_NAME",
    "DATABASE_USER",
  ]);
  expect(problemsOf({ DATABASE_URL: url, DATABASE_HOST: "x", SECRET_KEY: key })[0]).toContain("not both");
  for (const name of ["DATABASE_DIRECT_URL", "DATABASE_READ_URL"])
    expect(problemsOf({ [name]: url })).toEqual([`${name}: only valid with DATABASE_URL`]);
  const encrypted = readSettings({ ...parts, DATABASE_SSLMODE: "verify-full", SECRET_KEY: key });
  expect(encrypted.databaseUrl).toMatch(/\/a%20b\?sslmode=verify-full$/);
});

test("DB_NAME and the like are other spellings of DATABASE_NAME and the like", () => {
  const given = { DB_HOST: "db", DB_PORT: "5433", DB_NAME: "care", DB_USER: "u", DB_PASSWORD: "p" };
  expect(readSettings({ ...given, SECRET_KEY: key }).databaseUrl).toBe("postgres://u:p@db:5433/care");
  expect(readSettings({ ...given, DATABASE_NAME: "care", SECRET_KEY: key }).databaseUrl).toContain("/care");
  expect(problemsOf({ ...given, DATABASE_NAME: "other", SECRET_KEY: key })).toEqual([
    "DB_NAME: DATABASE_NAME has another value; set one of them",
  ]);
  expect(problemsOf({ ...given, DB_PORT: "x", SECRET_KEY: key })).toEqual([
    "DB_PORT: not a whole number from 1 to 65535",
  ]);
  expect(problemsOf({ DB_NAME: "care", SECRET_KEY: key })).toEqual([
    "DATABASE_HOST: required with DB_NAME",
    "DATABASE_USER: required with DB_NAME",
  ]);
  expect(problemsOf({ ...given, DATABASE_URL: "postgres://u@db/care", SECRET_KEY: key })).toEqual([
    "DATABASE_URL: set it or its parts (DB_HOST, DB_NAME, DB_USER, DB_PORT, DB_PASSWORD), not both",
  ]);
});

test.each([
  ["DATABASE_URL", "postgres://care:pa#ss@db/care"],
  ["DATABASE_URL", "postgres://care:1#2@db/care"],
  ["DATABASE_URL", "postgres://care:p/1?@db/care"],
  ["DATABASE_URL", "postgres://care:12/34@db/care"],
  ["DATABASE_URL", "postgres://care:12?34@db/care"],
  ["DATABASE_URL", "postgres://care:pa%ss@db/care"],
  ["DATABASE_URL", "postgres://c%re:p@db/care"],
  ["DATABASE_DIRECT_URL", "postgres://care:pa#ss@db/care"],
  ["DATABASE_READ_URL", "postgres://care:p@one/care,postgres://care:pa#ss@two/care"],
  ["REDIS_URL", "redis://:pa#ss@db"],
  ["REDIS_URL", "redis://:pa%ss@db/1"],
  ["REDIS_URL", "redis://me:1?2@db"],
  ["SMTP_URL", "smtp://me:p@ss#1@mail.example.org"],
  ["SMTP_URL", "smtps://me:100%@mail.example.org"],
  ["SMTP_URL", "smtp://me:1/2@mail.example.org"],
])("%s=%s has a password that must be percent-encoded, and that is said", (name, url) => {
  const given = {
    SECRET_KEY: key,
    DATABASE_URL: "postgres://care:p@db/care",
    APP_URL: "https://care.example.org",
    MAIL_FROM: "care@example.org",
  };
  const [problem] = problemsOf({ ...given, [name]: url });
  expect(problem).toMatch(new RegExp(`^${name}: not a .*\\w+://.*; percent-encode .* as %23 for #$`));
});

test.each([
  ["sslmode=yes", "sslmode must be one of disable, "],
  ["sslmode=verify-full&sslrootcert=/none/ca.pem", "the file of sslrootcert cannot be read (ENOENT)"],
  [
    `sslmode=verify-ca&sslrootcert=${import.meta.filename}`,
    "the file of sslrootcert is not a certificate in PEM",
  ],
  [
    `sslmode=require&sslcert=${import.meta.filename}&sslkey=${import.meta.filename}`,
    "the files of sslcert and sslkey are not a certificate in PEM and its key",
  ],
  ["sslmode=require&sslkey=/none/k.pem", "sslcert and sslkey must be set together"],
  ["sslmode=require&sslcert=/none/c.pem&sslkey=/none/k.pem", "the file of sslcert cannot be read (ENOENT)"],
])("the setting is named whose URL ends with ?%s", (parameters, problem) => {
  const url = "postgres://care:MARKER@db/care";
  const given = { DATABASE_URL: url, DATABASE_READ_URL: `${url},${url}?${parameters}`, SECRET_KEY: key };
  expect(problemsOf(given)).toEqual([expect.stringContaining(`DATABASE_READ_URL: ${problem}`)]);
  for (const name of ["DATABASE_URL", "DATABASE_DIRECT_URL"])
    expect(problemsOf({ ...given, DATABASE_READ_URL: "", [name]: `${url}?${parameters}` })).toEqual([
      expect.stringContaining(`${name}: ${problem}`),
    ]);
});

test.each([
  [{ LISTEN_PID: String(process.pid), LISTEN_FDS: "1" }, 3],
  [{ LISTEN_PID: "1", LISTEN_FDS: "1" }, null],
  [{ LISTEN_PID: "1", LISTEN_FDS: "2" }, null],
  [{ LISTEN_PID: String(process.pid), LISTEN_FDS: "0" }, null],
  [{ LISTEN_PID: String(process.pid), LISTEN_FDS: "" }, null],
  [{ LISTEN_FDS: "1" }, null],
  [{}, null],
])("with %j, the socket is %s", (variables, socket) => {
  expect(readSettings({ ...variables }).inheritedSocket).toBe(socket);
});

test.each(["2", "-1", "one", "1.5"])("%s sockets are refused, by the name of the setting", (count) => {
  expect(problemsOf({ LISTEN_PID: String(process.pid), LISTEN_FDS: count })).toEqual([
    expect.stringMatching(/^LISTEN_FDS: has to be 1/),
  ]);
});

test("a misspelled setting is named, and foreign variables are not", () => {
  const near: Record<string, string> = {
    TRUSTED_PROXY: "TRUSTED_PROXIES",
    DATABASE_URI: "DATABASE_URL",
    CORS_ORIGIN: "CORS_ORIGINS",
    CARETYPE_PORT: "PORT",
    CARETYPE_SMTPURL: "SMTP_URL",
    "CARETYPE-DATABASE-URL": "DATABASE_URL",
    ALLOWED_HOST: "ALLOWED_HOSTS",
    SECRETKEY: "SECRET_KEY",
    LOGLEVEL: "LOG_LEVEL",
    SMTP_URI: "SMTP_URL",
    port: "PORT",
    database_url: "DATABASE_URL",
    "log-level": "LOG_LEVEL",
  };
  for (const [name, meant] of Object.entries(near)) {
    expect(describeNearMisses({ [name]: "x" })).toEqual([`${name} is not a setting. Did you mean ${meant}?`]);
  }
  const others = [
    "PATH",
    "HOME",
    "HOSTNAME",
    "HOSTTYPE",
    "SHELL",
    "LOGNAME",
    "PWD",
    "TERM",
    "LANG",
    "USER",
    "MAIL",
    "EDITOR",
    "NODE_ENV",
    "INIT_CWD",
    "npm_config_registry",
    "npm_package_name",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
    "CI",
    "API_URL",
    "CARETYPE_URL",
    "CARETYPE_API_KEY",
    "CARETYPE_ENV_FILE",
    "CARETYPE_PASSWORD",
    "CARETYPE_PROFILE",
    "CARETYPE_TEST_TIMEOUT",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "JWT_SECRET_KEY",
    "GITHUB_TOKEN",
    "DEBUG",
    "TEST_DATABASE_URL",
    "REDIS_URL",
    "DATABASE",
    "POSTGRES_USER",
    "PGHOST",
    "PGPORT",
    "SMTP_HOST",
    "SORT",
    "CARETYPE_URL",
    "CARETYPE_PASSWORD",
    "CARETYPE_ENV_FILE",
    "CARETYPE_TEST_TIMEOUT",
  ];
  const ours = settingRows().map(({ name }) => name);
  expect(describeNearMisses(Object.fromEntries([...others, ...ours].map((name) => [name, "x"])))).toEqual([]);
});

test("registration is safe by default: a server that others can reach is never open", () => {
  const own = { DATABASE_URL: "postgres://u:p@db/care", SECRET_KEY: key };
  const mails = { SMTP_URL: "smtps://mail.example.org", APP_URL: "https://app.example.org" };
  const policyOf = (variables: Record<string, string>) => readSettings(variables).registration;
  expect(policyOf({})).toBe("open");
  for (const HOST of ["127.0.0.1", "127.8.8.8", "::1", "localhost"]) expect(policyOf({ HOST })).toBe("open");
  for (const HOST of ["0.0.0.0", "::", "10.0.0.7", "care.example.org", "localhost.example.org"])
    expect(policyOf({ HOST })).toBe("closed");
  expect(policyOf(own)).toBe("closed");
  expect(policyOf({ ...own, HOST: "127.0.0.1" })).toBe("closed");
  expect(policyOf({ ...own, ...mails })).toBe("verified");
  expect(policyOf(mails)).toBe("verified");
  expect(policyOf({ HOST: "0.0.0.0", ...mails })).toBe("verified");
  for (const REGISTRATION of ["open", "verified", "closed"])
    for (const circumstances of [{}, own, mails, { HOST: "0.0.0.0" }])
      expect(policyOf({ ...circumstances, REGISTRATION })).toBe(REGISTRATION);
});

test("sending emails requires the address for their links", () => {
  const SMTP_URL = "smtps://mail.example.org:465";
  const needed = "APP_URL: required with SMTP_URL, because links in emails point there";
  expect(problemsOf({ SMTP_URL })).toEqual([needed]);
  expect(problemsOf({ SMTP_URL, APP_URL: " " })).toEqual([needed]);
  expect(problemsOf({ SMTP_URL, APP_URL: "https://app.example.org" })).toEqual([]);
  expect(problemsOf({})).toEqual([]);
});

test("metrics have a port of their own, unless they have another address", () => {
  const problem = "METRICS_PORT: the same as PORT; set it to another port";
  expect(problemsOf({ METRICS_PORT: "3000" })).toEqual([problem]);
  expect(problemsOf({ PORT: "9464", METRICS_PORT: "9464" })).toEqual([problem]);
  expect(problemsOf({ METRICS_PORT: "3000", METRICS_HOST: "10.0.0.1" })).toEqual([]);
  for (const HOST of ["0.0.0.0", "::", "localhost"])
    expect(problemsOf({ METRICS_PORT: "3000", HOST })).toEqual([problem]);
  expect(problemsOf({ METRICS_PORT: "9464" })).toEqual([]);
});

test("a dialect requires its module", () => {
  const given = { REST_DIALECT: "004", MODULES: "-coming-from-django" };
  expect(problemsOf(given)).toEqual([
    "REST_DIALECT: needs the module coming-from-django, which MODULES leaves out",
  ]);
  expect(readSettings({ ...given, MODULES: "coming-from-django,import,scheduling,chart" }).dialect).toBe(
    "004",
  );
});

test("archiving the audit requires a folder", () => {
  const needed = "AUDIT_ARCHIVE_DIR: required with AUDIT_MONTHS";
  expect(problemsOf({ AUDIT_MONTHS: "24" })).toEqual([needed]);
  const given = { AUDIT_MONTHS: "24", AUDIT_ARCHIVE_DIR: "archive", INIT_CWD: "/srv" };
  expect(readSettings(given).auditArchive).toEqual({ months: 24, target: { location: "/srv/archive" } });
  expect(readSettings({ AUDIT_ARCHIVE_DIR: "archive" }).auditArchive).toBeNull();
});

test("targets are folders or buckets, and keys of buckets are ours or those of AWS", () => {
  const given = { BACKUP_TO: "s3://records/nightly", WAL_ARCHIVE_TO: "log", INIT_CWD: "/srv" };
  const aws = {
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
    AWS_SESSION_TOKEN: "c",
    AWS_REGION: "eu-west-1",
  };
  const own = { S3_ACCESS_KEY_ID: "d", S3_SECRET_ACCESS_KEY: "e" };
  const s3 = { endpoint: null, region: null, pathStyle: false, credentials: null };
  expect(readSettings(given).backups?.target).toEqual({ location: "s3://records/nightly", s3 });
  expect(readSettings(given).walArchive?.target).toEqual({ location: "/srv/log" });
  expect(readSettings({ ...given, ...aws }).s3).toEqual({
    ...s3,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" },
  });
  expect(readSettings({ ...aws, ...own, S3_ENDPOINT: "http://localhost:9000" }).s3).toEqual({
    endpoint: "http://localhost:9000",
    region: "eu-west-1",
    pathStyle: true,
    credentials: { accessKeyId: "d", secretAccessKey: "e" },
  });
  expect(problemsOf({ BACKUP_TO: "gs://records" })).toEqual([
    "BACKUP_TO: neither a folder nor s3://bucket/prefix",
  ]);
  expect(problemsOf({ S3_ACCESS_KEY_ID: "d" })).toEqual([
    "S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: set both or neither",
  ]);
  expect(problemsOf({ AWS_ENDPOINT_URL: "minio" })).toEqual([
    expect.stringMatching(/^AWS_ENDPOINT_URL: not an http:\/\/ or https:\/\/ URL/),
  ]);
  expect(describeNearMisses(aws)).toEqual([]);
});

test("an IPv6 address may have brackets, and a name underscores", () => {
  expect(readSettings({ HOST: "[::]", METRICS_HOST: "db_1.care" })).toMatchObject({
    host: "::",
    metricsHost: "db_1.care",
  });
});

test("lists", () => {
  const settings = readSettings({
    ALLOWED_HOSTS: "api.example.org, .example.org ,[::1],10.0.0.1,",
    CORS_ORIGINS: `"https://app.example.org", "http://localhost:5173"`,
    TRUSTED_PROXIES: "10.0.0.0/8,::1,loopback",
  });
  expect(settings.allowedHosts).toEqual(["api.example.org", ".example.org", "[::1]", "10.0.0.1"]);
  expect(settings.corsOrigins).toEqual(["https://app.example.org", "http://localhost:5173"]);
  expect(settings.trustedProxies).toEqual(["10.0.0.0/8", "::1", "loopback"]);
});

test.each(["DATA_DIR", "BACKUP_TO", "WAL_ARCHIVE_TO", "AUDIT_ARCHIVE_DIR"])(
  "%s is no path that only a shell would complete",
  (name) => {
    for (const path of ["~/care", "$HOME/care", '"~/care"'])
      expect(problemsOf({ [name]: path })).toEqual([
        expect.stringMatching(new RegExp(`^${name}: .*whole path`)),
      ]);
  },
);

test("a relative data folder starts at the caller's folder, the default is in the repository", () => {
  expect(readSettings({ DATA_DIR: "x", INIT_CWD: "/somewhere" }).dataDirectory).toBe("/somewhere/x");
  expect(readSettings({ INIT_CWD: "/somewhere" }).dataDirectory).toBe(
    fileURLToPath(new URL("../../../.data", import.meta.url)),
  );
});

test("the key is generated once, and only its owner can read it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "caretype-key-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [first, second] = await Promise.all([loadSecretKey(folder), loadSecretKey(folder)]);
  expect(first).toBe(second);
  expect(Buffer.from(first, "base64")).toHaveLength(48);
  expect((await stat(join(folder, "secret-key"))).mode & 0o777).toBe(0o600);
  expect((await readFile(join(folder, "secret-key"), "utf8")).trim()).toBe(first);
});

test("a secret can be in a file, whose content and path no message repeats", async () => {
  const folder = await mkdtemp(join(tmpdir(), "caretype-secrets-"));
  try {
    const [keyFile, urlFile] = [join(folder, "key"), join(folder, "url")];
    await writeFile(keyFile, `${key}\n`);
    await writeFile(urlFile, "postgres://u:p@db/care\r\n");
    const given = { SECRET_KEY_FILE: keyFile, DATABASE_URL_FILE: urlFile };
    const { secretKey, databaseUrl } = readSettings(given);
    expect([secretKey, databaseUrl]).toEqual([key, "postgres://u:p@db/care"]);
    expect(readSettings({ ...given, SECRET_KEY_FILE: "key", INIT_CWD: folder }).secretKey).toBe(key);
    const parts = { DATABASE_HOST: "db", DATABASE_NAME: "care", DATABASE_USER: "u", SECRET_KEY: key };
    await writeFile(urlFile, "pa ss\n");
    expect(readSettings({ ...parts, DB_PASSWORD_FILE: urlFile }).databaseUrl).toContain(":pa%20ss@");
    expect(problemsOf({ ...given, SECRET_KEY: key })).toContain(
      "SECRET_KEY_FILE: SECRET_KEY is set, too; set one of them",
    );
    expect(problemsOf({ SECRET_KEY_FILE: join(folder, "none") })).toEqual([
      "SECRET_KEY_FILE: the file cannot be read (ENOENT)",
    ]);
    await writeFile(keyFile, `\uFEFF${key}\r\n`);
    expect(readSettings({ SECRET_KEY_FILE: keyFile }).secretKey).toBe(key);
    await writeFile(keyFile, Buffer.alloc(16, 0xff));
    expect(problemsOf({ SECRET_KEY_FILE: keyFile })).toEqual([
      "SECRET_KEY_FILE: the file is not text in UTF-8",
    ]);
    await writeFile(urlFile, " 'postgres://u:p@db/care'\n\n");
    expect(readSettings({ DATABASE_URL_FILE: urlFile, SECRET_KEY: key }).databaseUrl).toBe(
      "postgres://u:p@db/care",
    );
    await writeFile(urlFile, "\n");
    expect(problemsOf({ DATABASE_URL_FILE: urlFile })).toEqual(["DATABASE_URL_FILE: the file is empty"]);
    await writeFile(keyFile, "MARKER\n");
    const refused = problemsOf({ SECRET_KEY_FILE: keyFile });
    expect(refused.join()).toContain("SECRET_KEY: shorter than 32 bytes");
    expect(refused.join()).not.toContain("MARKER");
    expect(describeNearMisses({ SECRET_KEY_FILE: keyFile })).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test(".env.example is up to date, sets nothing, and each of its lines is a valid setting", async () => {
  const committed = await readFile(new URL("../../../.env.example", import.meta.url), "utf8");
  expect(committed).toBe(envExample());
  expect(parseEnv(committed)).toEqual({});
  const lines = committed.split("\n").filter((line) => /^#[A-Z0-9_]+=/.test(line));
  expect(lines.map((line) => line.slice(1).split("=", 1)[0])).toEqual(settingRows().map(({ name }) => name));
  const withKey = { SECRET_KEY: key, APP_URL: "https://app.example.org" };
  const withParts = { DATABASE_HOST: "db", DATABASE_NAME: "care", DATABASE_USER: "u" };
  for (const line of lines) {
    const given = parseEnv(line.slice(1));
    const around = /^#DATABASE_(?!URL|WAIT|PREPARE)/.test(line) ? { ...withKey, ...withParts } : withKey;
    expect([line, problemsOf({ ...around, ...withoutEmpty(given) })]).toEqual([line, []]);
  }
});

const withoutEmpty = (variables: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

test("every setting has a row in the table", () => {
  expect(settingRows().map(({ name }) => name)).toContain("SECRET_KEY");
  for (const { name, fallback, meaning } of settingRows()) {
    expect([name, /^DATABASE_/.test(name) || fallback !== "" || meaning !== ""]).toEqual([name, true]);
  }
});

test("the command prints the errors without a stack, and exits with 1", () => {
  const main = fileURLToPath(new URL("../src/main.js", import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, "serve"], {
    env: { CARETYPE_ENV_FILE: "none", PORT: "abc", SECRET_KEY: "MARKER" },
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    "Invalid settings:\n  PORT: not a whole number from 0 to 65535\n" +
      "  SECRET_KEY: shorter than 32 bytes; `openssl rand -base64 48` makes one\n",
  );
});
