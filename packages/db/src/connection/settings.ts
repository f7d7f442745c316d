import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { checkServerIdentity, createSecureContext, type PeerCertificate } from "node:tls";
import { nodeCodeOf } from "../node-code.ts";

/** The server's address and the credentials, parsed from a `postgres://` URL. */
export type Address = {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** In postgres.js's form: a mode, or options for `tls.connect`. */
  ssl: "require" | "prefer" | "allow" | false | object;
  /** Session parameters from the URL, such as `options` or `search_path`. */
  parameters: Record<string, string>;
};

export type ConnectionSettings = {
  address: Address;
  prepare: boolean;
  connectTimeoutMilliseconds: number;
  /** 0: no timeout, for imports and migrations. */
  statementTimeoutMilliseconds: number;
  /** How long a statement may wait for a lock. Default: see `waitBounds`. */
  lockTimeoutMilliseconds?: number | undefined;
  /** The connection counts as lost after this long without an answer. Default: well past the statement timeout. */
  responseTimeoutMilliseconds?: number;
  /** Checks whether the server answers at all. Default: only the timeouts decide. */
  isServerSilent?: () => Promise<boolean>;
  /** Counts the statements that wait for a lock, of all clients. Default: a pool never counts as blocked. */
  countLockWaits?: () => Promise<number>;
  /** Additional session parameters. Not sent behind PgBouncer, which rejects those that it does not track. */
  session?: Readonly<Record<string, string>>;
  /** The role to assume. Behind PgBouncer, only transactions assume it. */
  role?: string | undefined;
};

/**
 * Limits for waits, in milliseconds. The lock timeout is shorter than the wait for a connection. So callers that hold
 * all connections and wait for a lock give up before other callers time out.
 */
export const waitBounds = {
  connectionMilliseconds: 2_000,
  lockMilliseconds: 1_000,
  /** Once all connections have been held for this long, new callers fail at once. */
  blockedMilliseconds: 500,
};

export const sessionBounds = ({
  statementTimeoutMilliseconds,
  lockTimeoutMilliseconds = waitBounds.lockMilliseconds,
}: ConnectionSettings) => ({
  statement_timeout: statementTimeoutMilliseconds,
  lock_timeout: Math.min(Math.ceil(statementTimeoutMilliseconds / 3), lockTimeoutMilliseconds),
  idle_in_transaction_session_timeout: statementTimeoutMilliseconds * 2,
});

/**
 * Settings that statements and result parsing rely on, whatever the URL, the database or its user sets. Only these,
 * because poolers know them.
 */
export const ownSession = {
  client_encoding: "UTF8",
  TimeZone: "UTC",
  DateStyle: "ISO",
  standard_conforming_strings: "on",
};

/** Begins a transaction that sees others' commits, whatever isolation the database or its user sets. */
export const beginning = "begin isolation level read committed";

/** PostgreSQL 17 and later have this timeout, which ends the session. Earlier ones refuse its name. */
const liftTransactionTimeout = (scope: "local" | "session") =>
  `do $$ begin if current_setting('transaction_timeout', true) <> '0' then set ${scope} transaction_timeout = 0; end if; end $$`;

/** Disables timeouts in a transaction, whatever the database or its user sets. */
export const unlimited = `set local statement_timeout = 0; ${liftTransactionTimeout("local")}; set local idle_in_transaction_session_timeout = 0`;

/** For a session whose statements have their own timeouts. */
export const withoutTransactionTimeout = liftTransactionTimeout("session");

/** Behind PgBouncer, sessions are shared, so each transaction sets its own timeouts and role. */
export function beginCommand(
  settings: ConnectionSettings,
  mode: "read write" | "read only" = "read write",
): string {
  const { prepare, statementTimeoutMilliseconds } = settings;
  const begin = `${beginning} ${mode}`;
  if (prepare) return begin;
  const bounds = statementTimeoutMilliseconds === 0 ? [] : Object.entries(sessionBounds(settings));
  const own = bounds.map(([name, value]) => `set local ${name} = ${value}`);
  return [begin, ...own, liftTransactionTimeout("local")].join("; ") + setRoleCommand(settings);
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Sets the role in a transaction, if the session could not set it. */
export const setRoleCommand = ({ prepare, role }: ConnectionSettings): string =>
  prepare || role === undefined ? "" : `; set local role ${quoted(role)}`;

/** Our own and libpq's client parameters. The server would refuse the connection if they were sent. */
const keptParameters = new Set([
  ...Object.keys(ownSession).map((name) => name.toLowerCase()),
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "ssl",
  "channel_binding",
  "connect_timeout",
  "gssencmode",
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "target_session_attrs",
  "uselibpqcompat",
]);

/** Like `URL.parse`, which rejects a user without a host, as in `postgres://user@/database?host=/run/postgresql`. */
export const databaseUrlIn = (text: string): URL | null =>
  URL.parse(text.replace(/^(\w+:\/\/[^/?#]+@)(?=[/?]|$)/, "$1localhost"));

/**
 * Parameters after `?` take precedence, as in libpq.
 * @throws {TypeError} if the URL is not a PostgreSQL URL, or names an unknown mode or a missing file.
 */
export function parseDatabaseUrl(text: string): Address {
  const url = databaseUrlIn(text);
  if (url?.protocol !== "postgres:" && url?.protocol !== "postgresql:") {
    throw new TypeError("A database URL must look like postgres://user:password@host:5432/database.");
  }
  const query = Object.fromEntries(
    Array.from(url.searchParams, ([name, value]) => [name.toLowerCase(), value]),
  );
  const user = query.user || decodeURIComponent(url.username) || "postgres";
  const host = (query.host || decodeURIComponent(url.hostname) || "localhost").replace(/^\[(.*)\]$/, "$1");
  return {
    host,
    port: Number(query.port || url.port || 5432),
    database: query.dbname || decodeURIComponent(url.pathname.slice(1)) || user,
    user,
    password: query.password ?? decodeURIComponent(url.password),
    ssl: sslOf(query, host),
    parameters: Object.fromEntries(Object.entries(query).filter(([name]) => !keptParameters.has(name))),
  };
}

/**
 * Implements libpq's modes:
 * `require` encrypts, `verify-ca` also checks the issuer, and `verify-full` also the host.
 */
function sslOf(query: Record<string, string>, host: string): Address["ssl"] {
  const mode = query.sslmode ?? query.ssl ?? "disable";
  const root = query.sslrootcert === "system" ? undefined : query.sslrootcert;
  const ca = root ? { ca: readCertificate(root) } : {};
  const files = { ...ca, ...clientCertificate(query) };
  if (mode === "verify-full" || query.sslrootcert === "system") {
    // Pass the host explicitly: for an IP address, the driver would check against "localhost".
    return {
      ...files,
      checkServerIdentity: (_: string, found: PeerCertificate) => checkServerIdentity(host, found),
    };
  }
  if (mode === "verify-ca" || (mode === "require" && root)) {
    return { ...files, checkServerIdentity: () => undefined };
  }
  if (mode === "require" || mode === "true")
    return query.sslcert ? { ...files, rejectUnauthorized: false } : "require";
  if (mode === "prefer" || mode === "allow") return mode;
  if (mode === "disable" || mode === "false") return false;
  throw new TypeError("sslmode must be one of disable, allow, prefer, require, verify-ca and verify-full.");
}

function readParameter(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new TypeError(`the file of ${name} cannot be read (${nodeCodeOf(error) ?? "unknown error"}).`);
  }
}

/** Node accepts any file here, and then trusts no certificate. */
function readCertificate(file: string): Buffer {
  const bytes = readParameter("sslrootcert", file);
  try {
    new X509Certificate(bytes);
    return bytes;
  } catch {
    throw new TypeError("the file of sslrootcert is not a certificate in PEM.");
  }
}

function clientCertificate({ sslcert, sslkey }: Record<string, string>) {
  if (!sslcert && !sslkey) return {};
  if (!sslcert || !sslkey) throw new TypeError("sslcert and sslkey must be set together.");
  const files = { cert: readParameter("sslcert", sslcert), key: readParameter("sslkey", sslkey) };
  try {
    createSecureContext(files);
    return files;
  } catch {
    throw new TypeError("the files of sslcert and sslkey are not a certificate in PEM and its key.");
  }
}
