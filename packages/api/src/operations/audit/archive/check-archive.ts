import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { openFile, type Target } from "@caretype/postgres/storage";
import { z } from "zod";
import type { KnownHead } from "../seal/verify-audit.ts";
import { ArchiveChecker } from "./archive-checker.ts";
import type { ArchivedEntry } from "./entry-text.ts";
import { type ArchiveHeader, type Position, parseLine } from "./format.ts";

export type ArchiveReport = {
  /** Undefined for a file that is no archive. */
  header: ArchiveHeader | undefined;
  position: Position | undefined;
  last: KnownHead | undefined;
  seals: number;
  entries: number;
  /** SHA-256 of the file, hexadecimal. */
  fileHash: string;
  /** What is wrong with the file, one line each. */
  problems: string[];
};

type Options = {
  /** How to reach its bucket. */
  s3?: Target["s3"];
  /** Ends requests to its bucket. */
  signal?: AbortSignal | undefined;
  /** A head kept elsewhere, of a seal in this archive. */
  known?: KnownHead | undefined;
  /** Called for each entry, before it is known whether the archive is intact. */
  onEntry?: ((entry: ArchivedEntry) => void) | undefined;
};

/** Reads and checks a whole archive. Rejects if the file cannot be read. */
export async function checkArchive(
  path: string,
  { known, onEntry, s3, signal }: Options = {},
): Promise<ArchiveReport> {
  const checker = new ArchiveChecker(known);
  const digest = createHash("sha256");
  try {
    const file = await openFile({ location: path, s3 }, signal);
    for await (const text of linesOf(file, digest)) {
      const line = parseLine(text);
      checker.take(line);
      if ("entry" in line) onEntry?.(line.entry);
    }
    checker.finish();
  } catch (error) {
    checker.problems.push(problemOf(error));
  }
  const { header, position, last, seals, entries, problems } = checker;
  return { header, position, last, seals, entries, problems, fileHash: digest.digest("hex") };
}

/** Throws what does not come from the file's contents. */
function problemOf(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError)
    return "The file is not an archive of the audit, or was changed.";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!code.startsWith("Z_")) throw error;
  return code === "Z_BUF_ERROR" ? "The archive is truncated." : "The file is not compressed, or was changed.";
}

type OpenFile = Awaited<ReturnType<typeof openFile>>;
type Digest = { update(data: Buffer): unknown };

/** The lines of a gzip file. Adds all its bytes to `digest`. */
async function* linesOf({ storage, name }: OpenFile, digest: Digest): AsyncGenerator<string> {
  const source = await storage.read(name);
  const gunzip = createGunzip();
  const reading = pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        digest.update(chunk);
        yield chunk;
      }
    },
    gunzip,
  );
  // Its error also ends the loop.
  reading.catch(() => undefined);
  gunzip.setEncoding("utf8");
  let rest = "";
  for await (const chunk of gunzip) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  await reading;
  if (rest !== "") yield rest;
}
