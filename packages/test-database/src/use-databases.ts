import { type Database, type DatabaseHandle, type DatabaseSettings, openDatabase } from "@caretype/db";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll } from "vitest";
import { createTestDatabase } from "./test-database.ts";
import { startThrowawayCluster, type ThrowawayCluster } from "./throwaway.ts";

/** Handles on one database, all closed at the end of the file. */
function useHandles(url: () => string) {
  const handles: DatabaseHandle[] = [];
  const open = (settings: Partial<DatabaseSettings> = {}) => {
    const handle = openDatabase({ url: url(), ...settings });
    handles.push(handle);
    return handle;
  };
  const close = () => Promise.all(handles.map((handle) => handle.close()));
  return { open, close };
}

type Contents = {
  /** Copies a migrated database, which takes a twentieth of a migration's time. Default: it is empty. */
  migrated?: boolean;
};

/** Databases on the run's cluster. `url`: the database for the whole file. */
export function useDatabases(contents: Contents = {}) {
  let url = "";
  const { open, close } = useHandles(() => url);
  const createDatabase = async ({ migrated = false }: Contents = {}) =>
    (await createTestDatabase({ empty: !migrated })).url;
  beforeAll(async () => {
    url = await createDatabase(contents);
  });
  afterAll(close);
  return {
    open,
    createDatabase,
    get url() {
      return url;
    },
  };
}

/** A cluster for this file alone, for tests that stop it. */
export function useCluster() {
  let cluster: ThrowawayCluster;
  const { open, close } = useHandles(() => cluster.url);
  beforeAll(async () => {
    cluster = await startThrowawayCluster();
  });
  afterAll(async () => {
    await close();
    await cluster.stop();
  });
  return {
    open,
    get cluster() {
      return cluster;
    },
  };
}

/** Runs raw SQL and resolves to its rows. */
export async function rows(database: Database, text: string) {
  return [...(await database.execute(sql.raw(text)))];
}

/** The timeouts of a session that the server knows: that of transactions since PostgreSQL 17. */
export async function timeoutsOf(database: Database): Promise<string[]> {
  const found = await rows(
    database,
    `select name from pg_settings where name in
      ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
  );
  return found.map(({ name }) => String(name));
}

export async function backendOf(database: Database): Promise<number> {
  const [row] = await rows(database, "select pg_backend_pid() as pid");
  return Number(row?.pid);
}

/** Terminates backends like an administrator. Resolves to their number. */
export async function terminate(database: Database, condition: string): Promise<number> {
  const ended = await rows(
    database,
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and ${condition}`,
  );
  return ended.length;
}
