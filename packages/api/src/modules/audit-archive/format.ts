import type { Position } from "@caretype/core/people/audit/seal/archive-marks";
import { z } from "zod";
import { ArchivedEntry } from "./entry-text.ts";

/**
 * An archive is a gzip file of JSON lines: a header, each seal followed by its entries, then the end. Instants are in
 * microseconds since 1970.
 */
const formatName = "caretype audit archive 1";

const hash = z.string().regex(/^[\da-f]{64}$/);
const count = z.int().min(0);
const bytes = z.base64().transform((text) => Buffer.from(text, "base64"));

const WrittenPosition = z.strictObject({
  seal: count,
  sealUntil: z.int(),
  sealHash: hash,
  nextEntries: count,
}) satisfies z.ZodType<Position>;

const Header = z.strictObject({
  format: z.literal(formatName),
  from: z.int(),
  until: z.int(),
  after: WrittenPosition,
});
export type ArchiveHeader = z.output<typeof Header>;

const Seal = z.strictObject({
  number: z.int().min(1),
  from: z.int(),
  until: z.int(),
  entries: count,
  previousHash: hash,
  hash,
  /** The leaves of its entries in the previous archive and in the next one. */
  leavesBefore: bytes.optional(),
  leavesAfter: bytes.optional(),
});
export type ArchivedSeal = z.output<typeof Seal>;

const End = z.strictObject({ seals: count, entries: count });

const Line = z.union([
  z.strictObject({ entry: ArchivedEntry }),
  z.strictObject({ seal: Seal }),
  z.strictObject({ header: Header }),
  z.strictObject({ end: End }),
]);
export type ArchiveLine = z.output<typeof Line>;

/** Throws if the line is not one of an archive. */
export const parseLine = (text: string): ArchiveLine => Line.parse(JSON.parse(text));

type WrittenLine = z.input<typeof Line>;

export const writeLine = (line: WrittenLine): string => `${JSON.stringify(line)}\n`;

export const headerLine = (header: Omit<ArchiveHeader, "format">): string =>
  writeLine({ header: { format: formatName, ...header } });
