import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { hasCitus } from "./placed.ts";

/** A server's answer. `node`: undefined for the queried server itself. */
export type ServerAnswer<T> = { node: string | undefined; value: T };

type Answer = { node: string; success: boolean; result: string };

/**
 * Queries this server, and on Citus its workers, too. `query` selects one value of JSON.
 * @throws {Error} if one of them does not answer.
 */
export async function askServers<T>(db: Database, query: string): Promise<ServerAnswer<T>[]> {
  const [own] = await db.execute<{ value: T; has: boolean }>(
    sql.raw(`select (${query}) as value, (${hasCitus}) as has`),
  );
  if (!own) throw new Error("The server does not answer.");
  const here = { node: undefined, value: own.value };
  if (!own.has) return [here];
  const workers = await db.execute<Answer>(
    sql`select nodename || ':' || nodeport as node, success, result from run_command_on_workers(${query})`,
  );
  return [here, ...workers.map(answerOf<T>)];
}

function answerOf<T>({ node, success, result }: Answer): ServerAnswer<T> {
  if (!success) throw new Error(`${node} does not answer: ${result}`);
  return { node, value: JSON.parse(result) };
}
