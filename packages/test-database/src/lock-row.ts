import type { Database } from "@caretype/db";

type Row = { table: string; id: string; strength?: "update" | "share" };

/** Locks a practice's record in a transaction. Citus locks no rows without the practice's id. */
export async function lockRow(
  transaction: Pick<Database, "execute">,
  { table, id, strength = "update" }: Row,
): Promise<void> {
  const [row] = await transaction.execute(`select practice_id as practice from ${table} where id = '${id}'`);
  await transaction.execute(
    `select from ${table} where practice_id = '${row?.practice}' and id = '${id}' for ${strength}`,
  );
}
