import type { Database } from "@caretype/db";
import type { Scope } from "./scope.ts";

// What modules do for the clients of a system that Caretype replaces.

/** What a former system may have called a record of this kind, in the place of the id in this field of the input. */
export type FormerId = { field: string; of: string; text: string };

/** Returns the ids of records of the scope's practice by field. Those of unknown ones are absent. */
export type FindIds = (
  db: Database,
  scope: Pick<Scope, "practiceId">,
  sent: readonly FormerId[],
) => Promise<Readonly<Record<string, string>>>;
