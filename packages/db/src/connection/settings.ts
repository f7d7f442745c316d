import { readFileSync } from "node:fs";
import { checkServerIdentity, type PeerCertificate } from "node:tls";

/** Where the server is and who we are there, as read from a `postgres://` URL. */
export type Address = {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** As postgres.js takes it: a mode, or options of `tls.connect`. */
  ssl: "require" | "prefer" | "allow" | false | object;
  /** What the URL sets for the session, such as `options` or `search_path`. */
  parameters: Record<string, string>;
};

export type ConnectionSettings = {
  address: Address;
  prepare: boolean;
  connectTimeoutMilliseconds: number;
  /** 0: no bound, for imports and migrations. */
  statementTimeoutMilliseconds: number;
  /** How long a statement may wait for a lock. Default: `waitBounds` says. */
  lockTimeoutMilliseconds?: number | undefined;
  /** After so long without an answer the connection counts as lost. Default: well past the statement timeout. */
  silenceMilliseconds?: number;
  /** What else the session is set to. Not behind PgBouncer, which refuses what it does not track. */
  session?: Readonly<Record<string, string>>;
  /** The role to take on. Behind PgBouncer only transactions do. */
  role?: string | undefined;
};

/**
 * For how long one may wait for a connection. The wait for a lock is shorter: those who hold all connections and wait
 * for a lock then give them up before anybody else has waited in vain.
 */
export const waitBounds = {
  connectionMilliseconds: 2_000,
  lockMilliseconds: 1_000,
  /** While all have been held for so long, who comes is told at once. */
  heldUpMilliseconds: 500,
};

export const sessionBounds = ({
  statementTimeoutMilliseconds,
  lockTimeoutMilliseconds = waitBounds.lockMilliseconds,
}: ConnectionSettings) => ({
  statement_timeout: statementTimeoutMilliseconds,
  lock_timeout: Math.min(Math.ceil(statementTimeoutMilliseconds / 3), lockTimeoutMilliseconds),
  idle_in_transaction_session_timeout: statementTimeoutMilliseconds * 2,
});

/** Behind PgBouncer a session's settings are not ours to make, so each transaction brings its own. */
export function beginCommand(settings: ConnectionSettings): string {
  const { prepare, statementTimeoutMilliseconds } = settings;
  const begin = "begin read write";
  if (prepare) return begin;
  const bounds = statementTimeoutMilliseconds === 0 ? [] : Object.entries(sessionBounds(settings));
  return (
    [begin, ...bounds.map(([name, value]) => `set local ${name} = ${value}`)].join("; ") + takeRole(settings)
  );
}

/** To be said in a transaction, where the session could not say it. */
export const takeRole = ({ prepare, role }: ConnectionSettings): string =>
  prepare || role === undefined ? "" : `; set local role "${role.replaceAll('"', '""')}"`;

/** libpq's parameters that are for the client. Sent on, they would make the server refuse the connection. */
const clientParameters = new Set([
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
  "target_session_attrs",
  "uselibpqcompat",
]);

/** @throws {TypeError} when the URL is not one of PostgreSQL. */
export function parseDatabaseUrl(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "postgres:" && url?.protocol !== "postgresql:") {
    throw new TypeError("A database URL looks like postgres://user:password@host:5432/database.");
  }
  const query = Object.fromEntries(url.searchParams);
  const user = decodeURIComponent(url.username) || "postgres";
  const host = (decodeURIComponent(url.hostname) || query.host || "localhost").replace(/^\[(.*)\]$/, "$1");
  return {
    host,
    port: Number(url.port || query.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    user,
    password: decodeURIComponent(url.password),
    ssl: sslOf(query, host),
    parameters: Object.fromEntries(Object.entries(query).filter(([name]) => !clientParameters.has(name))),
  };
}

/** The modes of libpq: `require` encrypts, `verify-ca` knows the issuer too, `verify-full` the host as well. */
function sslOf(query: Record<string, string>, host: string): Address["ssl"] {
  const mode = query.sslmode ?? query.ssl ?? "disable";
  const root = query.sslrootcert === "system" ? undefined : query.sslrootcert;
  const ca = root ? { ca: readFileSync(root) } : {};
  const files = { ...ca, ...clientCertificate(query) };
  if (mode === "verify-full" || query.sslrootcert === "system") {
    // Said with the host: for an address without a name, the driver has it checked as "localhost".
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
  throw new TypeError("sslmode is one of disable, allow, prefer, require, verify-ca and verify-full.");
}

function clientCertificate(query: Record<string, string>) {
  const { sslcert, sslkey } = query;
  return sslcert && sslkey ? { cert: readFileSync(sslcert), key: readFileSync(sslkey) } : {};
}
