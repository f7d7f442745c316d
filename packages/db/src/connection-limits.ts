import { connect } from "./connection/connect.ts";
import { inUnlimitedTransaction } from "./connection/transaction.ts";

export const defaultConnections = { readers: 4, writers: 8, searchers: 3 };

/**
 * Returns the maximum number of connections of one handle. Includes the appender's, the listener's, and one for a
 * `bulkTransaction` or migration. Each further concurrent bulk transaction adds one.
 */
export function connectionsOf(settings: Partial<typeof defaultConnections> = {}): number {
  const { readers, writers, searchers } = { ...defaultConnections, ...settings };
  return readers + writers + searchers + 3;
}

export type ConnectionLimits = {
  /** `max_connections` of the server. */
  max: number;
  /** Connections reserved for superusers and similar roles. */
  reserved: number;
  /** The limit of this role. Null: none. */
  role: number | null;
  /** The limit of this database. Null: none. */
  database: number | null;
};

/** Only the first limit applies to a superuser. -1 means no limit. `reserved_connections` needs PostgreSQL 16. */
const limits = `
  select current_setting('max_connections')::int as max,
    current_setting('superuser_reserved_connections')::int
      + coalesce(current_setting('reserved_connections', true), '0')::int as reserved,
    case when not rolsuper and rolconnlimit >= 0 then rolconnlimit end as role,
    case when not rolsuper and datconnlimit >= 0 then datconnlimit end as database
  from pg_roles, pg_database where rolname = session_user and datname = current_database()`;

/** Reads the connection limits. Through PgBouncer, these are the limits of PgBouncer's own user. */
export async function readConnectionLimits(url: string): Promise<ConnectionLimits> {
  await using connection = connect(url);
  const [row] = await inUnlimitedTransaction(connection, () => connection.command(limits));
  if (!row) throw new Error("The database did not report its connection limits.");
  return { max: row.max, reserved: row.reserved, role: row.role, database: row.database };
}
