import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@caretype/db";
import { startEmbeddedPostgres } from "@caretype/postgres/embedded";

export type ScratchDatabase = {
  url: string;
  /** The pid of the postmaster, the parent of all other PostgreSQL processes. */
  processId: number;
  /** A folder for other files of the section. Removed with the database. */
  directory: string;
  stop(): Promise<void>;
};

/** Starts a migrated PostgreSQL, as durable as in production, in a temporary folder that `stop` removes. */
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
