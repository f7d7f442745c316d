import { type DatabaseHandle, openDatabase } from "@caretype/db";
import type { Settings } from "../settings/settings.ts";
import { awaitDatabase } from "../start/await-database.ts";
import { checkConnection, migrateDirectly } from "../start/database-connection.ts";
import { attachDatabase, type DatabaseServer } from "../start/database-server.ts";
import { sameSignalMilliseconds } from "../start/signals.ts";

/**
 * Runs a command on a migrated database, and releases what it started.
 * A signal also releases it. With `waits`, it waits for a database that cannot be reached yet.
 */
export async function withDatabase<Result>(
  settings: Settings,
  run: (database: DatabaseHandle) => Promise<Result>,
  { waits = false }: { waits?: boolean } = {},
): Promise<Result> {
  const attaching = attachDatabase(settings);
  const interruption = watchSignals(attaching);
  const { databaseWaitSeconds } = waits ? settings : { databaseWaitSeconds: 0 };
  try {
    return await runOn(await attaching, { settings, databaseWaitSeconds, run });
  } finally {
    // After a signal this never returns. Any error of the command then comes from the end of its database.
    await interruption.end();
  }
}

type Command<Result> = {
  settings: Settings;
  databaseWaitSeconds: number;
  run: (database: DatabaseHandle) => Promise<Result>;
};

async function runOn<Result>(
  server: DatabaseServer,
  { settings, databaseWaitSeconds, run }: Command<Result>,
): Promise<Result> {
  try {
    await awaitDatabase(
      async () => {
        await checkConnection(server.url, settings);
        await migrateDirectly(server.url, settings);
      },
      { databaseWaitSeconds },
    );
    // No command listens for notifications.
    const database = openDatabase({ url: server.url, listenUrl: null, prepare: settings.databasePrepare });
    try {
      return await run(database);
    } finally {
      await database.close();
    }
  } finally {
    await server.release();
  }
}

/**
 * Ends the process on signals.
 * The first signal releases the database, which ends an embedded one with the command's transaction in it. The
 * second ends the process at once.
 */
function watchSignals(attaching: Promise<DatabaseServer>) {
  // SIGHUP: the terminal was closed.
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
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
    // Exit in the same way if the database did not start or does not stop.
    ending = release().then(exit, exit);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    /** Never returns after a signal. */
    end: async () => {
      await ending;
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
