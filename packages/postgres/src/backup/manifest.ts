import { z } from "zod";
import { BackupError } from "../backup-error.ts";
import { damaged } from "./frames.ts";

/** Raised if an older version could misread the file. */
export const formatVersion = 1;

const Head = z.object({ number: z.number().int(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** The header of the file. */
export const Header = z.object({
  format: z.number().int(),
  takenAt: z.string(),
  postgres: z.string(),
  /** The newest migration of the database. */
  migration: z.number().int(),
  /** The names of all migrations. Missing in files of earlier versions. */
  migrations: z.array(z.string()).optional(),
  auditHead: Head.nullable(),
  /** The months with their own partition, such as `2026_11`. */
  auditMonths: z.array(z.string().regex(/^\d{4}_(0[1-9]|1[0-2])$/)),
});
export type Header = z.infer<typeof Header>;

export const TableStart = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
export type TableStart = z.infer<typeof TableStart>;

export const TableEnd = z.object({ rows: z.number().int() });

/** The SHA-256 of all frames before the last. */
export const Trailer = z.object({ tables: z.number().int(), rows: z.number().int(), sha256: z.string() });
export type Trailer = z.infer<typeof Trailer>;

export type BackupSummary = Header & { tables: number; rows: number };

/** @throws {BackupError} if the frame has another form. */
export function parseFrame<T>(form: z.ZodType<T>, content: Buffer): T {
  try {
    return form.parse(JSON.parse(content.toString()));
  } catch {
    throw new BackupError(damaged);
  }
}
