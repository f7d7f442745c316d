import { ActorId, UploadId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  CreatedAt,
  ExpectedVersion,
  Instant,
  PageInput,
  pageOf,
  requiredLine,
} from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { heading, ImportResult, lineOfFile, Problem } from "../schema.ts";
import { ColumnName, maxSigns, TableSettings, tableRecords } from "../source/table/schema.ts";

const mebibyte = 1024 * 1024;

/** Limits per upload, per practice, per account in all practices, and per server. */
export const uploadLimits = {
  rows: 1_000_000,
  bytes: 128 * mebibyte,
  /** A calendar is read as a whole. */
  calendarBytes: 16 * mebibyte,
  rowsAtOnce: 1_000,
  /** Rows with problems that can be corrected or left out. With more, review the whole file. */
  invalidRows: 10_000,
  invalidBytes: 4 * mebibyte,
  /** Unfinished uploads per practice. */
  open: 3,
  openOfAccount: 6,
  ended: 12,
  bytesOfAccount: 128 * mebibyte,
  bytesOfServer: 512 * mebibyte,
};

export const uploadFormats = ["synthea", "table", "calendar"] as const;
const count = z.int().min(0);
const FileName = requiredLine(200);
const maxColumns = 500;
const maxCellLength = 100_000;

const format = z
  .enum(uploadFormats)
  .describe(
    "`synthea`: the CSV files of a Synthea export. `table`: one file of patients, doctors, appointments or clinical records. `calendar`: one calendar file (`.ics`), which becomes appointments.",
  );

export const BeginUpload = z.strictObject({
  format,
  records: z
    .enum(tableRecords)
    .optional()
    .describe("What the rows of a table contain. A calendar has appointments."),
  files: z
    .array(
      z.strictObject({
        file: FileName.describe("The file's name. For Synthea, `patients.csv` and the like."),
        columns: z
          .array(ColumnName)
          .min(1)
          .max(maxColumns)
          .optional()
          .describe(
            "The header. Required, but for a calendar. You may omit columns that are not imported, here and in the rows. `import.invalidRows` then lacks them.",
          ),
      }),
    )
    .min(1)
    .max(11)
    .describe(
      "The files to send, with their headers. For Synthea, those of clinical records are optional. If there are any, encounters are imported, too, which requires the permission `clinical:write`.",
    ),
  table: TableSettings.optional().describe(
    "How to read a table or a calendar. The columns of a calendar are its properties, such as `SUMMARY`. Defaults: `DTSTART`, `DTEND` and `STATUS`, and `UID` of the system `calendar`.",
  ),
  readableNames: z
    .boolean()
    .optional()
    .describe(
      "For Synthea: writes `Katheleen Veum` and `General practice` for `Katheleen349 Veum823` and `GENERAL PRACTICE`. Default true.",
    ),
  appointments: z
    .boolean()
    .optional()
    .describe(
      "For Synthea: creates a completed appointment for each encounter that has ended. For patients of an earlier import, too. Requires the permission `appointment:create`, and the columns `Id`, `STOP` and `ENCOUNTERCLASS`. Default false.",
    ),
});
export type BeginUpload = z.output<typeof BeginUpload>;

/** With several records in a row, their numbers must fit the database's integers. */
export const maxLine = Math.floor(2 ** 31 / maxSigns) - 1;
const line = z.int().min(1).max(2_147_483_647);
const SentRow = z.strictObject({
  line: line.describe(lineOfFile),
  cells: z
    .array(z.string().max(maxCellLength))
    .max(maxColumns)
    .describe(
      "In the order of the columns. For a calendar, one cell: the text of the line, or of several lines.",
    ),
});
export type SentRow = z.output<typeof SentRow>;

export const AddPart = z.strictObject({
  id: UploadId,
  file: FileName.describe("The name of one of the upload's files."),
  rows: z
    .array(SentRow)
    .min(1)
    .max(uploadLimits.rowsAtOnce)
    .refine(
      (rows) => rows.every(({ line }, at) => line > (rows[at - 1]?.line ?? 0)),
      "Has to be in line order, without repeats",
    )
    .describe("The next rows of the file, in line order."),
});
export type AddPart = z.output<typeof AddPart>;

/** The number of rows stored so far, of all files. */
export const AddedPart = namedObject("AddedPart", "How much of an upload has arrived.", {
  id: UploadId,
  rows: count.describe("The number of rows stored so far, of all files."),
});
export type AddedPart = z.output<typeof AddedPart>;

const sentRows = count.describe("The total number of rows sent. If fewer have arrived, the call is refused.");
export const CheckUpload = z.strictObject({
  id: UploadId,
  rows: sentRows,
  table: TableSettings.optional().describe("Replaces the earlier table settings."),
});
export type CheckUpload = z.output<typeof CheckUpload>;
export const RunUpload = z.strictObject({
  id: UploadId,
  rows: sentRows,
  skipRows: z
    .int()
    .min(1)
    .optional()
    .describe(
      "Leaves out the rows with problems. Has to be the `invalidRows` that you saw. If it has changed, the call is refused.",
    ),
});
export type RunUpload = z.output<typeof RunUpload>;
export const UploadById = z.strictObject({ id: UploadId });

export const importStages = ["queued", "reading", "waiting", "writing", "comparing"] as const;

/** As long as the longest text of a record. */
const maxCorrectedLength = 20_000;
const maxCorrectedCells = 8;

export const ListInvalidRows = z.strictObject({ id: UploadId, ...PageInput.shape });
export type ListInvalidRows = z.output<typeof ListInvalidRows>;

const cellsOf = (value: string) =>
  z.array(z.object({ column: z.string().describe(heading), value: z.string().describe(value) }));

export const InvalidRow = namedObject("ImportRow", "A row of a table with its problems.", {
  line: line.describe(
    `${lineOfFile} For a calendar, the number of the appointment, as an event may have many: \`LINE\` has its line.`,
  ),
  version: z.int().min(1).describe("For `expectedVersion`."),
  cells: cellsOf("The text of the cell, as sent or corrected.").describe("The columns that are imported."),
  otherCells: cellsOf("The text of the cell, as sent.").describe(
    "The file's other columns, for a download. Empty for patients if the caller lacks `patient:read-clinical`, because the content of these columns is unknown.",
  ),
  problems: z
    .array(
      z.object({
        column: z.string().nullable().describe(`${heading} Null if it is about the whole row.`),
        message: Problem.shape.message,
      }),
    )
    .describe("What is wrong with the row."),
});
export type InvalidRow = z.output<typeof InvalidRow>;
export const InvalidRowPage = pageOf(InvalidRow);
export type InvalidRowPage = z.output<typeof InvalidRowPage>;

export const CorrectRow = z.strictObject({
  id: UploadId,
  line: line.describe(lineOfFile),
  expectedVersion: ExpectedVersion,
  cells: z
    .array(
      z.strictObject({
        column: ColumnName.describe(heading),
        value: z.string().max(maxCorrectedLength).describe("The new text of the cell."),
      }),
    )
    .min(1)
    .max(maxCorrectedCells)
    .describe("The cells to change."),
});
export type CorrectRow = z.output<typeof CorrectRow>;

export const CorrectedRow = namedObject(
  "CorrectedImportRow",
  "A row after a correction, and what is left to correct.",
  {
    id: UploadId,
    row: InvalidRow.describe("The row as it is now, with the problems that are left."),
    problems: count.describe("The number of problems that are left in the upload."),
    invalidRows: count.describe("The number of rows that still have problems."),
  },
);
export type CorrectedRow = z.output<typeof CorrectedRow>;

const uploadFields = {
  id: UploadId,
  format,
  records: z
    .enum(tableRecords)
    .nullable()
    .describe("What the rows of a table contain. Null for a Synthea export."),
  table: TableSettings.nullable().describe(
    "How the table is read. Null for a Synthea export, and before the settings are sent.",
  ),
  state: z
    .enum(["uploading", "checking", "checked", "running", "done", "refused", "failed", "cancelled"])
    .describe(
      "`checked`: see `problems`, also after a run that found some and created nothing. `refused`: the run created nothing, for the reason in `failure`. `failed`: the run did not finish, and can be run again.",
    ),
  rows: count.describe("The number of stored rows."),
  createdAt: CreatedAt,
  createdBy: ActorId,
  createdByEmail: z.string().describe("The email address of the account."),
  expiresAt: Instant.describe("When the upload is deleted."),
  progress: z
    .object({
      stage: z.enum(importStages).describe("The current stage of the job."),
      rowsDone: count.describe("The number of rows that are done in this stage."),
      rows: count.describe("The number of rows of this stage."),
    })
    .nullable()
    .describe(
      "The progress of the current stage of a check or a run. `waiting`: jobs of this or other practices are ahead.",
    ),
  invalidRows: count
    .nullable()
    .describe(
      "The number of a table's rows with problems, which can be corrected or left out. Null before a check, for a Synthea export, if there are over 10,000, and if a problem concerns more than a row.",
    ),
  failure: z.string().nullable().describe("The code of an error."),
};

export const ImportUpload = namedObject("ImportUpload", "An upload and its result.", {
  ...uploadFields,
  files: z
    .array(
      z.object({
        file: z.string().describe("The name of the file."),
        columns: z.array(z.string()).describe("The headings of its columns."),
      }),
    )
    .describe("The files with their headers. The headers are deleted if the upload is cancelled."),
  problems: z
    .object({
      total: count.describe("The number of all problems."),
      first: z.array(Problem).describe("The first hundred."),
    })
    .nullable()
    .describe("The problems that a check or a run found. Null until it ends."),
  result: ImportResult.nullable().describe(
    "What was created. After a check, what would be created from the rows without problems. Null if that is unknown.",
  ),
});
export type ImportUpload = z.output<typeof ImportUpload>;

export const ListUploads = PageInput.prefault({});
export type ListUploads = z.output<typeof ListUploads>;
/** Without results, headers and problems. Problems are counted. */
export const UploadPage = pageOf(
  namedObject("ImportUploadSummary", "An upload without its result, headers and problems.", {
    ...uploadFields,
    files: z
      .array(z.object({ file: z.string().describe("The name of the file.") }))
      .describe("The uploaded files."),
    problemCount: count.nullable().describe("The number of problems found. Null until a check ends."),
  }),
);
export type UploadPage = z.output<typeof UploadPage>;
