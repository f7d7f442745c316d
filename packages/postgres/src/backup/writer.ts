import { executeStatement } from "@caretype/db/connection";
import { identity } from "@caretype/db/replica";
import { z } from "zod";
import type { Storage } from "../storage/index.ts";
import { readJson, writeJson } from "../storage/storage.ts";

/** The state of backups. Backups' names do not identify the database, and encrypted ones cannot be read. */
const writerFile = "caretype-backups.json";
const Writer = z.object({ database: z.string() });

/**
 * Distinguishes a database from others, also from one restored from its backup. Undefined: its server does not say.
 */
export async function identityOf(url: string): Promise<string | undefined> {
  const [row] = await executeStatement(url, `select ${identity} as identity`).catch(() => []);
  return typeof row?.identity === "string" ? row.identity : undefined;
}

/** Records that this database wrote the newest backup. */
export async function noteWriter(storage: Storage, url: string): Promise<void> {
  const database = await identityOf(url);
  if (database !== undefined) await writeJson(storage, writerFile, { database });
}

/**
 * Whether the newest backup is of another database. False if not recorded, or if the server does not identify the
 * database.
 */
export async function isOfAnother(storage: Storage, url: string): Promise<boolean> {
  const database = await identityOf(url);
  if (database === undefined || !(await storage.find(writerFile))) return false;
  const noted = Writer.safeParse(await readJson(storage, writerFile));
  return noted.success && noted.data.database !== database;
}
