import type { PracticeId } from "../../../../kernel/field/ids.ts";
import type { SourceRow } from "../../pipeline/cell-problems.ts";
import type { TableRecords, TableSettings } from "./schema.ts";

export type TableSource = {
  practiceId: PracticeId;
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /** Cells by field, and by `Id` for the identifier in another system. */
  rows: () => AsyncIterable<SourceRow[]>;
};
