import type { Database, SourceDatabase } from "@caretype/db";
import type { PracticeId } from "../../../../kernel/field/ids.ts";
import type { EntryOf } from "../../command/audited-command.ts";
import type { Throttle } from "../../pipeline/throttle.ts";
import type { ImportBatches, Owner } from "./batches.ts";
import type { FoundTables } from "./find-tables.ts";
import type { DjangoReport } from "./report.ts";

/** What all steps of one import share. */
export type DjangoContext = {
  source: SourceDatabase;
  db: Database;
  tables: FoundTables;
  /** The schema of the tables. */
  schemaName: string;
  /** Such as `django:000`. */
  system: string;
  report: DjangoReport;
  batches: ImportBatches;
  throttle: Throttle;
  /** Builds an audit entry of the command in a practice. */
  entryIn: (practiceId: PracticeId) => EntryOf;
  /** The users that are or were imported, by id. */
  owners: Map<string, Owner>;
  /** The account that gets the records of nobody. Null: they are refused. */
  fallback: Owner | null;
};
