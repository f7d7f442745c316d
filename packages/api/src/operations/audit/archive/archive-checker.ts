import { checkLink, type Link } from "../seal/check-link.ts";
import { describeFinding } from "../seal/findings.ts";
import { leafBytes } from "../seal/seal-hash.ts";
import type { KnownHead } from "../seal/verify-audit.ts";
import { leafOf } from "./entry-text.ts";
import type { ArchivedSeal, ArchiveHeader, ArchiveLine, Position } from "./format.ts";

const mostProblems = 50;

/** Checks the lines of an archive, one after another: every seal, its link, and every entry. */
export class ArchiveChecker {
  header: ArchiveHeader | undefined;
  /** The last seal whose entries are all in this archive or in earlier ones. */
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

  /** `known`: a head kept elsewhere. Without it, a file that was replaced as a whole cannot be detected. */
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

  /** To be called after the last line. */
  finish(): void {
    if (!this.header) this.#report("The file is not an archive of the audit.");
    else if (!this.#isEnded) this.#report("The archive is truncated: its end is missing.");
    else if (this.#link && this.#link.until < this.header.until)
      this.#report("The archive is incomplete: its last seals are missing.");
    if (this.#known && !this.#hasSeenKnown)
      this.#report(`Seal ${this.#known.number}, whose hash was given, is not in this archive.`);
  }

  #report(problem: string) {
    if (this.problems.length < mostProblems) this.problems.push(problem);
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
