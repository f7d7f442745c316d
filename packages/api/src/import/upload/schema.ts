import { z } from "zod";
import { duplicateReasons } from "../../duplicate/rules.ts";
import { ActorId, ImportId, PatientId, UploadId } from "../../field/ids.ts";
import { Instant, PageInput, pageOf, requiredLine } from "../../field/schemas.ts";
import { ColumnName, TableSettings } from "../table/schema.ts";

const mebibyte = 1024 * 1024;

/** More do not fit: of one upload, of a practice, of an account in all practices, and of all on the server. */
export const uploadLimits = {
  rows: 1_000_000,
  bytes: 128 * mebibyte,
  rowsAtOnce: 1_000,
  /** Not done yet, and ended. */
  open: 3,
  openOfAccount: 6,
  ended: 12,
  bytesOfAccount: 128 * mebibyte,
  bytesOfServer: 512 * mebibyte,
};

export const uploadFormats = ["synthea", "table"] as const;
export const uploadRecords = ["patient", "doctor"] as const;

const count = z.int().min(0);
const FileName = requiredLine(200);
const mostColumns = 500;
const longestCell = 100_000;

export const BeginUpload = z.strictObject({
  format: z
    .enum(uploadFormats)
    .describe("`synthea`: the CSV files of a Synthea export; `table`: one file of patients, or of doctors."),
  records: z.enum(uploadRecords).optional().describe("What the rows of a table are."),
  files: z
    .array(
      z.strictObject({
        file: FileName.describe("Its name. Of Synthea: `patients.csv` and the like."),
        columns: z
          .array(ColumnName)
          .min(1)
          .max(mostColumns)
          .describe("Its header. Columns that nobody reads may be left out, here and in the rows."),
      }),
    )
    .min(1)
    .max(4),
  table: TableSettings.optional().describe("How a table is to be read."),
});
export type BeginUpload = z.output<typeof BeginUpload>;

const SentRow = z.strictObject({
  line: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .describe("Where it begins in its file, whose first line is the header."),
  cells: z.array(z.string().max(longestCell)).max(mostColumns).describe("In the order of the columns."),
});
export type SentRow = z.output<typeof SentRow>;

export const AddPart = z.strictObject({
  id: UploadId,
  file: FileName,
  rows: z
    .array(SentRow)
    .min(1)
    .max(uploadLimits.rowsAtOnce)
    .refine(
      (rows) => rows.every(({ line }, at) => line > (rows[at - 1]?.line ?? 0)),
      "Has to be in the order of the lines, each of which comes once",
    ),
});
export type AddPart = z.output<typeof AddPart>;

/** How many rows there are of all files by now. */
export const AddedPart = z.object({ id: UploadId, rows: count }).meta({ id: "AddedPart" });
export type AddedPart = z.output<typeof AddedPart>;

const sentRows = count.describe(
  "How many rows were sent in all: with fewer there, some are still on their way, or were lost.",
);
export const CheckUpload = z.strictObject({
  id: UploadId,
  rows: sentRows,
  table: TableSettings.optional().describe("In place of how the table was to be read before."),
});
export type CheckUpload = z.output<typeof CheckUpload>;
export const RunUpload = z.strictObject({ id: UploadId, rows: sentRows });
export type RunUpload = z.output<typeof RunUpload>;
export const UploadById = z.strictObject({ id: UploadId });

export const importStages = ["queued", "reading", "waiting", "writing", "comparing"] as const;

const Problem = z.object({
  file: z.string(),
  line: z.int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
});

const Tally = z.object({ imported: count, present: count });

/** What a run has made, or would make. */
export const ImportResult = z.object({
  importId: ImportId.nullable().describe("Of the import; null after a check, and where nothing was new."),
  patients: Tally,
  doctors: Tally,
  assignments: Tally,
  duplicates: z
    .object({
      patients: count,
      first: z.array(
        z.object({
          line: z.int(),
          newId: PatientId.nullable(),
          thereId: PatientId,
          score: z.int().min(0).max(100),
          reasons: z.array(z.enum(duplicateReasons)),
        }),
      ),
    })
    .describe("How many of the new patients may be ones who were there before, and the first of them."),
});
export type ImportResult = z.output<typeof ImportResult>;

const uploadFields = {
  id: UploadId,
  format: z.enum(uploadFormats),
  records: z.enum(uploadRecords).nullable(),
  table: TableSettings.nullable(),
  state: z
    .enum(["uploading", "checking", "checked", "running", "done", "refused", "failed", "cancelled"])
    .describe(
      "`refused`: a run has found what `problems` or `failure` say, and made nothing; `failed`: it did not come to an end, and can be run again.",
    ),
  rows: count.describe("How many are there."),
  createdAt: Instant,
  createdBy: ActorId,
  createdByEmail: z.string().describe("The e-mail address of the account."),
  expiresAt: Instant.describe("When it is forgotten."),
  progress: z
    .object({ stage: z.enum(importStages), rowsDone: count, rows: count })
    .nullable()
    .describe(
      "How far the stage of a check or a run is that goes on. `waiting`: others are before it, of this practice or of others.",
    ),
  failure: z.string().nullable().describe("The code of an error."),
};

/** An upload, and what has become of it. */
export const ImportUpload = z
  .object({
    ...uploadFields,
    files: z
      .array(z.object({ file: z.string(), columns: z.array(z.string()) }))
      .describe("With the header of each, which is forgotten when the upload is cancelled."),
    problems: z
      .object({ total: count, first: z.array(Problem).describe("A hundred at most.") })
      .nullable()
      .describe("What a check or a run has found; null before it has ended."),
    result: ImportResult.nullable().describe(
      "What was made, or after a check without problems what would be.",
    ),
  })
  .meta({ id: "ImportUpload" });
export type ImportUpload = z.output<typeof ImportUpload>;

export const ListUploads = PageInput.prefault({});
export type ListUploads = z.output<typeof ListUploads>;
/** Without what they have led to, and without the headers of their files. */
export const UploadPage = pageOf(
  z
    .object({ ...uploadFields, files: z.array(z.object({ file: z.string() })) })
    .meta({ id: "ImportUploadSummary" }),
);
export type UploadPage = z.output<typeof UploadPage>;
