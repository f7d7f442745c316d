import { z } from "zod";
import { ActorId, Id, Instant, PageInput, pageOf } from "../fields.ts";

const count = z.int().min(0);

/** One import, and how it was undone, if it was. */
export const ImportBatch = z
  .object({
    id: Id,
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
  })
  .meta({ id: "ImportBatch" });
export type ImportBatch = z.output<typeof ImportBatch>;

export const ImportPage = pageOf(ImportBatch);
export type ImportPage = z.output<typeof ImportPage>;

export const ListImports = PageInput.prefault({});
export type ListImports = z.output<typeof ListImports>;

export const ImportById = z.strictObject({ id: Id });

/** What an undoing has removed; each record can be restored like any other that was removed. */
export const UndoneImport = z
  .object({
    id: Id,
    patients: count,
    doctors: count,
    assignments: count,
    /** How many of the import's records somebody had removed before. */
    alreadyRemoved: count,
  })
  .meta({ id: "UndoneImport" });
export type UndoneImport = z.output<typeof UndoneImport>;
