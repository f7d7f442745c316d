import { z } from "zod";
import { duplicateReasons } from "../duplicate/rules.ts";
import { ActorId, AnyId, ImportId, PatientId } from "../field/ids.ts";
import { Instant, PageInput, pageOf } from "../field/schemas.ts";

const count = z.int().min(0);

export const undoStages = ["queued", "waiting", "checking", "removing"] as const;
export type UndoStage = (typeof undoStages)[number];

/** Why an undoing in the background has removed nothing. */
export const UndoFailure = z.object({
  code: z.string().describe("The code of an error."),
  blockedBy: z
    .array(
      z.object({
        kind: z.enum(["assignment", "patient", "doctor", "merge"]),
        id: AnyId,
        label: z.string().nullable(),
      }),
    )
    .describe("What stands in the way: ten at most."),
  blockedByTotal: count,
  blockedElsewhere: z.boolean(),
});
export type UndoFailure = z.output<typeof UndoFailure>;

/** One import, and how it was undone, if it was. */
export const ImportBatch = z
  .object({
    id: ImportId,
    /** What kind of files it read. */
    source: z.string(),
    /** How many records it made. */
    patients: count,
    doctors: count,
    assignments: count,
    importedAt: Instant,
    importedBy: ActorId,
    /** The e-mail address of the account. */
    importedByEmail: z.string(),
    undoneAt: Instant.nullable(),
    undoneBy: ActorId.nullable(),
    undoing: z
      .object({ stage: z.enum(undoStages), recordsDone: count, records: count })
      .nullable()
      .describe("How far an undoing is that goes on in the background. `waiting`: others are before it."),
    undoFailure: UndoFailure.nullable().describe(
      "Why the last undoing in the background has removed nothing.",
    ),
  })
  .meta({ id: "ImportBatch" });
export type ImportBatch = z.output<typeof ImportBatch>;

export const ImportPage = pageOf(ImportBatch);
export type ImportPage = z.output<typeof ImportPage>;

export const ListImports = PageInput.prefault({});
export type ListImports = z.output<typeof ListImports>;

export const ImportById = z.strictObject({ id: ImportId });

/** What an undoing has removed; each record can be restored like any other that was removed. */
export const UndoneImport = z
  .object({
    id: ImportId,
    state: z
      .enum(["undone", "undoing"])
      .describe(
        "`undoing`: it has made more than 10,000 records, and they are removed in the background; read the list of imports until its `undoing` is null. The numbers are 0 then.",
      ),
    patients: count,
    doctors: count,
    assignments: count,
    /** How many of the import's records somebody had removed before. */
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

/** A patient whom an import has made, and one whom it has not, who may be the same person. */
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
