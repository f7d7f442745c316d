import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Position } from "@caretype/core/people/audit/seal/archive-marks";
import { checkLink, type Link } from "@caretype/core/people/audit/seal/check-link";
import { describeFinding } from "@caretype/core/people/audit/seal/findings";
import { leafBytes } from "@caretype/core/people/audit/seal/seal-hash";
import type { KnownHead } from "@caretype/core/people/audit/seal/verify-audit";
import { openFile, type Target } from "@caretype/postgres/storage";
import { z } from "zod";
import { type ArchivedEntry, leafOf } from "./entry-text.ts";
import { type ArchivedSeal, type ArchiveHeader, type ArchiveLine, parseLine } from "./format.ts";

export type ArchiveReport = {
  /** Undefined if the file is not an archive. */
  header: ArchiveHeader | undefined;
  position: Position | undefined;
  last: KnownHead | undefined;
  seals: number;
  entries: number;
  /** SHA-256 of the file, in hexadecimal. */
  fileHash: string;
  /** Problems of the file, one line each. */
  problems: string[];
};

type Options = {
  /** Access to the bucket. */
  s3?: Target["s3"];
  /** Aborts requests to the bucket. */
  signal?: AbortSignal | undefined;
  /** A chain head that was kept elsewhere, of a seal in this archive. */
  known?: KnownHead | undefined;
  /** Called for each entry, before the archive is known to be intact. */
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

/** Rethrows errors that the file's contents did not cause. */
function problemOf(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError)
    return "The file is not an archive of the audit, or was changed.";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!code.startsWith("Z_")) throw error;
  return code === "Z_BUF_ERROR" ? "The archive is truncated." : "The file is not compressed, or was changed.";
}

type OpenFile = Awaited<ReturnType<typeof openFile>>;
type Digest = { update(data: Buffer): unknown };

/** Yields the lines of a gzip file. Adds all its bytes to `digest`. */
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
  // The loop below throws the same error.
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

const maxProblems = 50;

/** Checks every seal, its link and every entry, line by line. */
class ArchiveChecker {
  header: ArchiveHeader | undefined;
  /** The last seal whose entries are all in this archive or earlier ones. */
  position: Position | undefined;
  /** The last seal with an entry in the archive. */
  last: KnownHead | undefined;
  seals = 0;
  entries = 0;
  readonly problems: string[] = [];
  readonly #known: KnownHead | undefined;
  #hasSeenKnown = false;
  #link: Link | undefined;
  #seal: ArchivedSeal | undefined;
  #leaves: Buffer[] = [];
  #isEnded = false;

  /**
   * `known` is a chain head that was kept elsewhere. Without it, the replacement of the whole file goes undetected.
   */
  constructor(known?: KnownHead) {
    this.#known = known;
  }

  take(line: ArchiveLine): void {
    if (this.#isEnded) this.#report("Something follows the end of the archive.");
    if ("entry" in line) {
      this.#leaves.push(leafOf(line.entry));
      this.entries++;
    } else if ("seal" in line) this.#begin(line.seal);
    else if ("header" in line) this.#takeHeader(line.header);
    else {
      this.#closeSeal();
      this.#isEnded = true;
      if (line.end.entries !== this.entries || line.end.seals !== this.seals)
        this.#report(
          `The archive says it has ${line.end.seals} seals and ${line.end.entries} entries, but has ${this.seals} and ${this.entries}.`,
        );
    }
  }

  /** Call this after the last line. */
  finish(): void {
    if (!this.header) this.#report("The file is not an archive of the audit.");
    else if (!this.#isEnded) this.#report("The archive is truncated: its end is missing.");
    else if (this.#link && this.#link.until < this.header.until)
      this.#report("The archive is incomplete: its last seals are missing.");
    if (this.#known && !this.#hasSeenKnown)
      this.#report(`Seal ${this.#known.number}, whose hash was given, is not in this archive.`);
  }

  #report(problem: string) {
    if (this.problems.length < maxProblems) this.problems.push(problem);
  }

  #takeHeader(header: ArchiveHeader) {
    if (this.header) {
      this.#report("The archive has two headers.");
      return;
    }
    this.header = header;
    this.position = header.after;
    const { seal: number, sealUntil: until, sealHash } = header.after;
    this.#link = { number, until, hash: Buffer.from(sealHash, "hex") };
  }

  #begin(seal: ArchivedSeal) {
    this.#closeSeal();
    if (this.#leaves.length > 0) this.#report(`Before seal ${seal.number}: entries without a seal.`);
    this.#leaves = [];
    this.#seal = seal;
    this.seals++;
  }

  #closeSeal() {
    const { header, position } = this;
    const seal = this.#seal;
    if (!seal || !header || !position || !this.#link) return;
    const { leavesBefore, leavesAfter, ...numbers } = seal;
    const leaves = Buffer.concat([
      ...(leavesBefore ? [leavesBefore] : []),
      ...this.#leaves,
      ...(leavesAfter ? [leavesAfter] : []),
    ]);
    const [previousHash, hash] = [Buffer.from(seal.previousHash, "hex"), Buffer.from(seal.hash, "hex")];
    for (const finding of checkLink({ ...numbers, leaves, previousHash, hash }, this.#link))
      this.#report(describeFinding(finding));
    const before = this.seals === 1 ? header.after.nextEntries : 0;
    if ((leavesBefore?.length ?? 0) !== before * leafBytes)
      this.#report(`Seal ${seal.number}: the hashes of its earlier entries are incomplete.`);
    if (leavesAfter && seal.until <= header.until)
      this.#report(`Seal ${seal.number}: its last entries are missing.`);
    this.#compareWithKnown(seal);
    this.#link = { number: seal.number, until: seal.until, hash };
    this.last = { number: seal.number, hash: seal.hash };
    this.position =
      seal.until > header.until
        ? { ...position, nextEntries: before + this.#leaves.length }
        : { seal: seal.number, sealUntil: seal.until, sealHash: seal.hash, nextEntries: 0 };
    this.#leaves = [];
    this.#seal = undefined;
  }

  #compareWithKnown({ number, hash }: ArchivedSeal) {
    if (number !== this.#known?.number) return;
    this.#hasSeenKnown = true;
    if (hash !== this.#known.hash.toLowerCase())
      this.#report(describeFinding({ kind: "head differs", seal: number, hash }));
  }
}
