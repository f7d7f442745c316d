import { type DatabaseHandle, migrate, openDatabase } from "@caretype/db";
import { attachDatabase } from "./database-place.ts";
import type { Settings } from "./settings.ts";

/** Runs a command on a migrated database, and gives back whatever it had to start. */
export async function withDatabase<Result>(
  settings: Settings,
  run: (database: DatabaseHandle) => Promise<Result>,
): Promise<Result> {
  const place = await attachDatabase(settings);
  try {
    await migrate(place.url);
    const database = openDatabase({ url: place.url, prepare: settings.databasePrepare });
    try {
      return await run(database);
    } finally {
      await database.close();
    }
  } finally {
    await place.release();
  }
}
