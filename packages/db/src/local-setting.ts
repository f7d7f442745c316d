import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Variables that triggers read: the acting account, and the record with which an assignment is removed. */
export type LocalSetting = "caretype.account_id" | "caretype.removed_with";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The statement that sets a variable until the transaction ends. Citus passes `set local` on to the nodes on which
 * triggers run, but not `set_config`.
 * @throws {TypeError} if the value is no UUID. Only `caretype.removed_with` may be empty.
 */
export function setLocalText(setting: LocalSetting, value: string): string {
  const isEmptied = value === "" && setting === "caretype.removed_with";
  if (!isEmptied && !uuid.test(value)) throw new TypeError(`${setting} must be a UUID.`);
  return `set local ${setting} = '${value}'`;
}

/** Runs `setLocalText` in a transaction. */
export async function setLocal(transaction: Database, setting: LocalSetting, value: string): Promise<void> {
  await transaction.execute(sql.raw(setLocalText(setting, value)));
}
