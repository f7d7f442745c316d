import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@caretype/db";
import { startEmbeddedPostgres } from "@caretype/postgres/embedded";

export type ScratchDatabase = AsyncDisposable & {
  url: string;
  /** The pid of the postmaster. */
  processId: number;
  /** A folder for the section's other files. Removed with the database. */
  directory: string;
};

/** Starts a migrated PostgreSQL with production's durability settings in a temporary folder. */
export async function startScratchDatabase(): Promise<ScratchDatabase> {
  await using steps = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), "caretype-bench-"));
  steps.defer(() => rm(directory, { recursive: true, force: true }));
  const folder = join(directory, "postgres");
  const { url, stop } = await startEmbeddedPostgres({ directory: folder });
  steps.defer(stop);
  await migrate(url);
  const [processId = ""] = readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n");
  const started = steps.move();
  return {
    url,
    processId: Number(processId),
    directory,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
