import { type DatabaseHandle, openDatabase } from "@caretype/db";
import type { Settings } from "../settings/settings.ts";
import { awaitDatabase } from "../start/await-database.ts";
import { attachDatabase, type DatabasePlace } from "../start/database-place.ts";
import { examineRoute, migrateAt } from "../start/database-route.ts";
import { sameSignalMilliseconds } from "../start/signals.ts";

/**
 * Runs a command on a migrated database, which it waits for if it is to, and gives back whatever it had to start, also
 * when a signal ends it.
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
    // Whatever came of it, came of the end of its database: there is nothing to be said of that.
    await interruption.end();
  }
}

type Command<Result> = {
  settings: Settings;
  databaseWaitSeconds: number;
  run: (database: DatabaseHandle) => Promise<Result>;
};

async function runOn<Result>(
  place: DatabasePlace,
  { settings, databaseWaitSeconds, run }: Command<Result>,
): Promise<Result> {
  try {
    await awaitDatabase(
      async () => {
        await examineRoute(place.url, settings);
        await migrateAt(place.url, settings);
      },
      { databaseWaitSeconds },
    );
    // No command waits for a notification.
    const database = openDatabase({ url: place.url, listenUrl: null, prepare: settings.databasePrepare });
    try {
      return await run(database);
    } finally {
      await database.close();
    }
  } finally {
    await place.release();
  }
}

/**
 * The first signal gives the database back, which ends an embedded one with the command's transaction in it,
 * and then the process; the second ends the process at once.
 */
function watchSignals(attaching: Promise<DatabasePlace>) {
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
    // A database that did not start or does not stop has nothing to do with how the command ends.
    ending = release().then(exit, exit);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    /** Does not come back when a signal came. */
    end: async () => {
      await ending;
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
