import { z } from "zod";
import { duplicateReasons } from "../duplicate/rules.ts";
import { ActorId, AnyId, ImportId, PatientId } from "../field/ids.ts";
import { Instant, PageInput, pageOf } from "../field/schemas.ts";

const count = z.int().min(0);

export const undoStages = ["queued", "waiting", "checking", "removing"] as const;
export type UndoStage = (typeof undoStages)[number];

/** Why an undo in the background removed nothing. */
export const UndoFailure = z.object({
  code: z.string().describe("The code of an error."),
  blockedBy: z
    .array(
      z.object({
        kind: z.enum(["appointment", "assignment", "patient", "doctor", "merge"]),
        id: AnyId,
        label: z.string().nullable(),
      }),
    )
    .describe("The records that block the undo, ten at most."),
  blockedByTotal: count,
  blockedElsewhere: z.boolean(),
});
export type UndoFailure = z.output<typeof UndoFailure>;

/** An import, and its undo if there was one. */
export const ImportBatch = z
  .object({
    id: ImportId,
    /** The kind of files. */
    source: z.string(),
    /** The number of records it created. */
    patients: count,
    doctors: count,
    assignments: count,
    appointments: count,
    files: z.array(z.string()).describe("The names of the files. Empty if unknown."),
    rowsSkipped: count.describe("The number of rows with problems that were left out."),
    importedAt: Instant,
    importedBy: ActorId,
    /** The email address of the account. */
    importedByEmail: z.string(),
    undoneAt: Instant.nullable(),
    undoneBy: ActorId.nullable(),
    undoing: z
      .object({ stage: z.enum(undoStages), recordsDone: count, records: count })
      .nullable()
      .describe("The progress of an undo in the background. `waiting`: other jobs are ahead."),
    undoFailure: UndoFailure.nullable().describe("Why the last undo in the background removed nothing."),
  })
  .meta({ id: "ImportBatch" });
export type ImportBatch = z.output<typeof ImportBatch>;

export const ImportPage = pageOf(ImportBatch);
export type ImportPage = z.output<typeof ImportPage>;

export const ListImports = PageInput.prefault({});
export type ListImports = z.output<typeof ListImports>;

export const ImportById = z.strictObject({ id: ImportId });

/** What an undo removed. Each record can be restored like any removed record. */
export const UndoneImport = z
  .object({
    id: ImportId,
    state: z
      .enum(["undone", "undoing"])
      .describe(
        "`undoing`: the import has more than 10,000 records, which are removed in the background. Read the list of imports until `undoing` is null. The counts here are then 0.",
      ),
    patients: count,
    doctors: count,
    assignments: count,
    appointments: count,
    /** The number of the import's records that were removed before. */
    alreadyRemoved: count,
  })
  .meta({ id: "UndoneImport" });
export type UndoneImport = z.output<typeof UndoneImport>;

const PairPatient = z.object({
  id: PatientId,
  name: z.string(),
  dateOfBirth: z.iso.date().nullable(),
  dateOfBirthApproximate: z.boolean(),
});

/** A patient created by an import, and another patient who may be the same person. */
export const ImportDuplicate = z
  .object({
    made: PairPatient,
    there: PairPatient,
    score: z.int().min(0).max(100),
    reasons: z.array(z.enum(duplicateReasons)),
  })
  .meta({ id: "ImportDuplicate" });
export type ImportDuplicate = z.output<typeof ImportDuplicate>;

export const ListImportDuplicates = z.strictObject({ id: ImportId, ...PageInput.shape });
export type ListImportDuplicates = z.output<typeof ListImportDuplicates>;
export const ImportDuplicatePage = pageOf(ImportDuplicate);
export type ImportDuplicatePage = z.output<typeof ImportDuplicatePage>;
