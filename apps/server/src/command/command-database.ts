import { type DatabaseHandle, openDatabase } from "@caretype/db";
import { endingSignals, sameSignalMilliseconds } from "../settings/process.ts";
import type { Settings } from "../settings/settings.ts";
import { awaitDatabase } from "../start/await-database.ts";
import { checkConnection, migrateDirectly } from "../start/database-connection.ts";
import { attachDatabase, type DatabaseServer } from "../start/database-server.ts";

/**
 * Runs a command on a migrated database, and releases the database afterwards or on a signal. `waits`: waits for a
 * database that is not reachable yet.
 */
export function withDatabase<Result>(
  settings: Settings,
  run: (database: DatabaseHandle) => Promise<Result>,
  { waits = false }: { waits?: boolean } = {},
): Promise<Result> {
  const { databaseWaitSeconds } = waits ? settings : { databaseWaitSeconds: 0 };
  return withDatabaseServer(settings, async (url) => {
    await awaitDatabase(
      async () => {
        await checkConnection(url, settings);
        await migrateDirectly(url, settings);
      },
      { databaseWaitSeconds },
    );
    // No command listens for notifications.
    const database = openDatabase({ url, listenUrl: null, prepare: settings.databasePrepare });
    try {
      return await run(database);
    } finally {
      await database.close();
    }
  });
}

/** Like `withDatabase`, without migrating. */
export async function withDatabaseServer<Result>(
  settings: Settings,
  run: (url: string) => Promise<Result>,
): Promise<Result> {
  const attaching = attachDatabase(settings);
  const interruption = watchSignals(attaching);
  try {
    const server = await attaching;
    try {
      return await run(server.url);
    } finally {
      await server.release();
    }
  } finally {
    // After a signal this never returns. Later errors are caused by the closed database.
    await interruption.end();
  }
}

/**
 * Ends the process on signals.
 * The first signal releases the database, which ends an embedded one with the command's transaction in it. The
 * second ends the process at once.
 */
function watchSignals(attaching: Promise<DatabaseServer>) {
  let ending: Promise<never> | undefined;
  let endingSince = 0;
  const release = async () => (await attaching).release();
  const onSignal = (_: NodeJS.Signals, number: number) => {
    const exit = () => process.exit(128 + number);
    if (ending !== undefined) {
      if (performance.now() - endingSince > sameSignalMilliseconds) exit();
      return;
    }
    endingSince = performance.now();
    // Exit in the same way if the database failed to start or to stop.
    ending = release().then(exit, exit);
  };
  for (const signal of endingSignals) process.on(signal, onSignal);
  return {
    /** Never returns after a signal. */
    end: async () => {
      await ending;
      for (const signal of endingSignals) process.off(signal, onSignal);
    },
  };
}
