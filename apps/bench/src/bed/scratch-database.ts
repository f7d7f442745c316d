import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@caretype/db";
import { startEmbeddedPostgres } from "@caretype/db/embedded";

export type ScratchDatabase = {
  url: string;
  /** PostgreSQL's first process, whose children are all others. */
  processId: number;
  /** A folder for whatever else the section needs; goes with the database. */
  directory: string;
  stop(): Promise<void>;
};

/** A migrated PostgreSQL that is as durable as in production, in a folder of its own that is removed at the end. */
export async function startScratchDatabase(): Promise<ScratchDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "caretype-bench-"));
  const remove = () => rm(directory, { recursive: true, force: true });
  const folder = join(directory, "postgres");
  const database = await startEmbeddedPostgres({ directory: folder }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const stop = async () => {
    await database.stop();
    await remove();
  };
  try {
    await migrate(database.url);
    const [processId = ""] = readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n");
    return { url: database.url, processId: Number(processId), directory, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
