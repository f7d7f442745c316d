import { type Connection, connect } from "@caretype/db/connection";
import { archiveRole } from "../embedded/credentials.ts";

/** Runs statements with the rights to read the log and to take base backups, in the database `postgres`. */
export async function withArchiveSession<Result>(
  url: string,
  run: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = connect(Object.assign(new URL(url), { pathname: "/postgres" }).href);
  try {
    await connection.command(`set role ${archiveRole}`);
    return await run(connection);
  } finally {
    connection.lose(new Error("the session has ended"));
  }
}

/** Keeps PostgreSQL from removing parts of the log that are not in the archive yet. */
export const slotName = "caretype_archive";

export async function createSlot(connection: Connection): Promise<void> {
  await dropSlot(connection);
  await connection.command(`select pg_create_physical_replication_slot('${slotName}', true)`);
}

export async function dropSlot(connection: Connection): Promise<void> {
  await connection.command(
    `select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '${slotName}'`,
  );
}
