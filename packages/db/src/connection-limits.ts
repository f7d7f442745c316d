import { Connection } from "./connection/connection.ts";
import { parseDatabaseUrl } from "./connection/settings.ts";

export type ConnectionLimits = {
  /** All connections that the server takes, of everybody. */
  max: number;
  /** Of those, how many it keeps for superusers and the like. */
  reserved: number;
  /** How many this role may have. Null: no limit of its own. */
  role: number | null;
  /** How many this database may have. Null: no limit of its own. */
  database: number | null;
};

/** A superuser is held by no limit but the first, and -1 says that there is none. `reserved_connections` is PostgreSQL 16's. */
const limits = `
  select current_setting('max_connections')::int as max,
    current_setting('superuser_reserved_connections')::int
      + coalesce(current_setting('reserved_connections', true), '0')::int as reserved,
    case when not rolsuper and rolconnlimit >= 0 then rolconnlimit end as role,
    case when not rolsuper and datconnlimit >= 0 then datconnlimit end as database
  from pg_roles, pg_database where rolname = session_user and datname = current_database()`;

/** What the database grants us. Read through PgBouncer it is what the server behind grants to PgBouncer. */
export async function readConnectionLimits(url: string): Promise<ConnectionLimits> {
  const connection = new Connection({
    address: parseDatabaseUrl(url),
    prepare: false,
    connectTimeoutMilliseconds: 5_000,
    statementTimeoutMilliseconds: 5_000,
  });
  try {
    const [row] = await connection.command(limits);
    if (!row) throw new Error("The database does not say how many connections it takes.");
    return { max: row.max, reserved: row.reserved, role: row.role, database: row.database };
  } finally {
    await connection.end();
  }
}
