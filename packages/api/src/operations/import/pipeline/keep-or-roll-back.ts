import type { BulkDatabase, DatabaseHandle } from "@caretype/db";

class RolledBack extends Error {}

type Outcome<Result> = { result: Result; isKept: boolean };

/** Runs a transaction, and rolls it back if its outcome is not to be kept, as of a dry run. */
export async function keepOrRollBack<Result>(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  run: (transaction: BulkDatabase) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  let outcome: Outcome<Result> | undefined;
  try {
    return await database.bulkTransaction(async (transaction) => {
      outcome = await run(transaction);
      if (!outcome.isKept) throw new RolledBack("the outcome is not kept");
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack && outcome) return outcome;
    throw error;
  }
}
