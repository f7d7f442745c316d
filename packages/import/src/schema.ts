import { ClinicalRecordKind } from "@caretype/chart/clinical/schema";
import { blockerKinds } from "@caretype/core/kernel/error/blocker-kinds";
import { ActorId, AnyId, ImportId, PatientId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant, PageInput, pageOf } from "@caretype/core/kernel/field/schemas";
import { likeness, PairPatient } from "@caretype/core/people/patient/duplicate/schema";
import { z } from "zod";

const count = z.int().min(0);

/** Care plans become drafts of notes. */
export const ImportedRecordKind = z
  .enum([...ClinicalRecordKind.options, "draft"])
  .describe("The kind of the records. `draft`: a draft of a note.");

const RecordCounts = z.array(
  z.object({ kind: ImportedRecordKind, count: count.describe("The number of records of this kind.") }),
);
export type RecordCounts = z.output<typeof RecordCounts>;

/** The people and appointments that an import created, or an undo removed. */
const countsOf = (happened: string) => ({
  patients: count.describe(`The number of patients that ${happened}.`),
  doctors: count.describe(`The number of doctors that ${happened}.`),
  assignments: count.describe(`The number of assignments that ${happened}.`),
  appointments: count.describe(`The number of appointments that ${happened}.`),
});

const undoStages = ["queued", "waiting", "checking", "removing"] as const;
export type UndoStage = (typeof undoStages)[number];

/** The most blockers stored and shown with a failure. */
export const maxStored = 10;

/** Why a background undo removed nothing. */
const UndoFailure = z.object({
  code: z.string().describe("The code of an error."),
  blockedBy: z
    .array(
      z.object({
        kind: z.enum(blockerKinds).describe("The kind of the record."),
        id: AnyId,
        label: z.string().nullable().describe("A name to show. Null if it is no longer known."),
      }),
    )
    .describe("The records that block the undo and that you may see, ten at most."),
  blockedByTotal: count.describe("The number of all records that block the undo."),
  blockedElsewhere: z.boolean().describe("True if other practices have records that block it."),
});

/** The stored form, for all readers: patients of restricted records are separate. */
export const StoredUndoFailure = UndoFailure.extend({ restricted: z.array(PatientId).default([]) });
export type StoredUndoFailure = z.output<typeof StoredUndoFailure>;

export const ImportBatch = namedObject("ImportBatch", "An import, and its undo if there was one.", {
  id: ImportId,
  source: z.string().describe("The kind of source: `synthea`, `table` or `django`."),
  ...countsOf("it created"),
  clinicalRecords: RecordCounts.describe(
    "How many clinical records it created, by kind. Empty without `clinical:read`.",
  ),
  files: z.array(z.string()).describe("The names of the files. Empty if unknown."),
  rowsSkipped: count.describe("The number of rows with problems that were left out."),
  importedAt: Instant.describe("When its records were created, in UTC."),
  importedBy: ActorId.describe("The account that ran it. `member.names` has its current name."),
  importedByEmail: z.string().describe("The email address of the account."),
  undoneAt: Instant.nullable().describe("When it was undone, in UTC. Null if it was not."),
  undoneBy: ActorId.nullable().describe("The account that undid it. Null if it was not undone."),
  undoing: z
    .object({
      stage: z.enum(undoStages).describe("The current stage of the undo."),
      recordsDone: count.describe("The number of records that are done in this stage."),
      records: count.describe(
        "The number of records of the import. Without `clinical:read`, clinical ones are not counted.",
      ),
    })
    .nullable()
    .describe("The progress of an undo in the background. `waiting`: other jobs are ahead."),
  undoFailure: UndoFailure.nullable().describe("Why the last undo in the background removed nothing."),
});
export type ImportBatch = z.output<typeof ImportBatch>;

export const ImportPage = pageOf(ImportBatch);
export type ImportPage = z.output<typeof ImportPage>;

export const ListImports = PageInput.prefault({});
export type ListImports = z.output<typeof ListImports>;

export const ImportById = z.strictObject({ id: ImportId });

export const UndoneImport = namedObject(
  "UndoneImport",
  "What an undo removed. Each record can be restored like any removed record.",
  {
    id: ImportId,
    state: z
      .enum(["undone", "undoing"])
      .describe(
        "`undoing`: the records are removed in the background, because there are more than 10,000, or another import or undo runs. Read the list of imports until `undoing` is null. The counts here are then 0.",
      ),
    ...countsOf("were removed"),
    clinicalRecords: RecordCounts.describe(
      "How many clinical records were removed, by kind. Empty without `clinical:read`.",
    ),
    alreadyRemoved: count.describe("The number of the import's records that were removed before."),
  },
);
export type UndoneImport = z.output<typeof UndoneImport>;

export const ImportDuplicate = namedObject(
  "ImportDuplicate",
  "A patient created by an import, and another patient who may be the same person.",
  {
    made: PairPatient.describe("The patient that the import created."),
    there: PairPatient.describe("The other patient, who may be the same person."),
    ...likeness,
  },
);
export type ImportDuplicate = z.output<typeof ImportDuplicate>;

export const ListImportDuplicates = z.strictObject({ id: ImportId, ...PageInput.shape });
export type ListImportDuplicates = z.output<typeof ListImportDuplicates>;
export const ImportDuplicatePage = pageOf(ImportDuplicate);
export type ImportDuplicatePage = z.output<typeof ImportDuplicatePage>;

export const lineOfFile = "The line number in the file. The header is line 1.";
export const heading = "The heading of the column.";

export const Problem = z.object({
  file: z.string().describe("The name of the file."),
  line: z.int().nullable().describe(`${lineOfFile} Null if it is not about one line.`),
  column: z.string().nullable().describe(`${heading} Null if it is not about one column.`),
  message: z.string().describe("What is wrong, in English."),
});

const Tally = z.object({
  imported: count.describe("The number of records that are new."),
  present: count.describe("The number of records that were there before."),
});

/** The records that a run created, or would create. */
export const ImportResult = z.object({
  importId: ImportId.nullable().describe("The import's id. Null after a check, or if nothing was new."),
  patients: Tally.describe("How many patients there are in the files."),
  doctors: Tally.describe("How many doctors there are in the files."),
  assignments: Tally.describe("How many assignments follow from the files."),
  appointments: Tally.describe("How many appointments follow from the files."),
  clinicalRecords: z
    .array(
      z.object({
        kind: ImportedRecordKind,
        rows: count.describe(
          "The number of rows in the files. The sum of the other numbers. With `table.signs`, each value counts, and each row that is left out.",
        ),
        ...Tally.shape,
        joined: count.describe(
          "The number of rows that are part of another row's record, as of a blood pressure, or only name the panel of other rows.",
        ),
        repeated: count.describe("The number of rows that repeat another row of the files."),
        refused: count.describe("The number of a table's rows with problems, which are left out."),
      }),
    )
    .describe("How many clinical records there are in the files, by kind."),
  rowsSkipped: count.describe("The number of rows with problems that were left out."),
  duplicates: z
    .object({
      patients: count.describe("The number of new patients who may already have a record."),
      first: z
        .array(
          z.object({
            line: z.int().describe(lineOfFile),
            newId: PatientId.nullable().describe("The new record. Null after a check, which creates none."),
            thereId: PatientId.describe("The record that was there before."),
            ...likeness,
          }),
        )
        .describe("The first of them, in the order of the file."),
    })
    .describe("The number of new patients who may already have a record, and the first of them."),
  units: z
    .array(
      z.object({
        written: z.string().describe("As it is in the file."),
        unit: z
          .string()
          .nullable()
          .describe("The unit that was read, in UCUM. Null if it is not known: see `table.units`."),
        rows: count.describe("The number of rows with it. With `table.signs`, the number of values."),
      }),
    )
    .describe("The first hundred units that are written in another way than UCUM's, and how they were read."),
  warnings: z
    .object({
      total: count.describe("The number of all."),
      first: z.array(Problem).describe("The first hundred."),
    })
    .describe(
      "Suspicious values that are imported, such as a diastolic pressure that is not below the systolic one, and rows that are left out because they repeat another row. After a run, `import.invalidRows` lists these, too.",
    ),
});
export type ImportResult = z.output<typeof ImportResult>;
