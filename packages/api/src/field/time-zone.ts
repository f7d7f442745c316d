import { sqlStateOf } from "@caretype/db";
import { invalidInput } from "../error/domain-error.ts";

/** A value that PostgreSQL does not take, which in these statements is a time zone. */
const invalidParameter = "22023";

/**
 * Runs statements that are given the input's `timeZone`. The database has its own list of them, which can be older than
 * the one that the input is checked by: rejects with `INVALID_INPUT` for one that it does not know.
 */
export async function inTimeZone<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (sqlStateOf(error) !== invalidParameter) throw error;
    throw invalidInput({ timeZone: ["Not known to the database"] });
  }
}
