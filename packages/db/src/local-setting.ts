import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/**
 * Variables that triggers read: the acting account, the record with which an assignment is removed, the request, and
 * whether changes are not logged one by one.
 */
export type LocalSetting =
  | "caretype.account_id"
  | "caretype.removed_with"
  | "caretype.request_id"
  | "caretype.holds_events";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const plainText = /^[\w.:-]{1,100}$/;

/** Only such values are sent, because `set local` takes no parameters. */
const isSafe: Record<LocalSetting, (value: string) => boolean> = {
  "caretype.account_id": (value) => uuid.test(value),
  "caretype.removed_with": (value) => value === "" || uuid.test(value),
  "caretype.request_id": (value) => plainText.test(value),
  "caretype.holds_events": (value) => value === "on",
};

/**
 * The statement that sets a variable until the transaction ends. Citus passes `set local` on to the nodes on which
 * triggers run, but not `set_config`.
 * @throws {TypeError} for a value that the setting cannot have.
 */
export function setLocalText(setting: LocalSetting, value: string): string {
  if (!isSafe[setting](value)) throw new TypeError(`${setting} cannot be set to this value.`);
  return `set local ${setting} = '${value}'`;
}

/** Runs `setLocalText` in a transaction. */
export async function setLocal(transaction: Database, setting: LocalSetting, value: string): Promise<void> {
  await transaction.execute(sql.raw(setLocalText(setting, value)));
}
