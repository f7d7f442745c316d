import { type AuditFault, auditFaultOf, auditFaults, type Database, type DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import { checkMarks, type Mark, noMark } from "./archive-marks.ts";
import { chainBegin, checkLink, type Link } from "./check-link.ts";
import { checkTables } from "./check-tables.ts";
import { compareEntries, type SealedRange, wholeLeaves } from "./compare-entries.ts";
import type { AuditFinding, EntryDifference } from "./findings.ts";
import {
  countEntriesSince,
  findElsewhere,
  findEntriesBefore,
  findInvalidSeals,
  findSealAfter,
  findSealLag,
  pinSession,
  type SealHead,
  type SealLag,
  type StoredSeal,
} from "./queries.ts";
import { instantText, leafBytes } from "./seal-hash.ts";

export type KnownHead = { number: number; hash: string };

export type Verification = {
  seals: number;
  entries: number;
  head: SealHead | undefined;
  /** The newest archive. Earlier entries are in files. Undefined if there is none. */
  archive: Mark | undefined;
  /** Entries after the last seal, whose integrity is unknown. */
  unsealed: number;
  /** Set if sealing is far behind. */
  lag: SealLag | undefined;
  /** Missing protection that should make the tables append-only. */
  faults: AuditFault[];
  findings: AuditFinding[];
  /** Number of problems, which may exceed the listed findings. */
  problems: number;
};

const stepMilliseconds = 500;
/** Limits on listed entries, per seal and in total. The others are counted. */
const maxOfOne = 50;
const maxNamed = 2_000;

export type VerifyOptions = {
  /** A head kept elsewhere. Without it, a replaced or truncated chain cannot be detected. */
  known?: KnownHead | undefined;
  /** A head that was verified before. Only later entries are checked, so the cost does not grow with age. */
  from?: KnownHead | undefined;
};

/**
 * Verifies the chain and every sealed entry, in short transactions, reading at most one seal at a time. Begins after
 * the archived months.
 */
export async function verifyAudit(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  options: VerifyOptions = {},
): Promise<Verification> {
  const verifier = new Verifier(options);
  const step = <T>(work: (db: Database) => Promise<T>) =>
    database.bulkTransaction(async (transaction) => {
      await pinSession(transaction);
      return work(transaction);
    });
  const isReadable = await step((db) => verifier.checkTables(db));
  if (!isReadable) return verifier.result({ unsealed: 0, lag: undefined });
  await step((db) => verifier.findBeginning(db));
  while (await step((db) => verifier.checkSome(db)));
  return step((db) => verifier.conclude(db));
}

class Verifier {
  readonly #known: KnownHead | undefined;
  readonly #from: KnownHead | undefined;
  readonly #findings: AuditFinding[] = [];
  readonly #differences: EntryDifference[] = [];
  #problems = 0;
  #seals = 0;
  #entries = 0;
  #mark: Mark = noMark;
  /** Entries before this instant are not checked. */
  #checkedFrom = chainBegin.until;
  #last: Link = chainBegin;
  #head: SealHead | undefined;
  #hasSeenKnown = false;
  #faults: AuditFault[] = [];

  constructor({ known, from }: VerifyOptions) {
    this.#known = known;
    this.#from = from;
  }

  /** Resolves to whether the tables can be checked further. */
  async checkTables(db: Database): Promise<boolean> {
    this.#faults = (await db.execute(sql.raw(auditFaults))).map(auditFaultOf);
    const findings = await checkTables(db);
    for (const finding of findings) this.#find(finding);
    return findings.length === 0;
  }

  /** Finds the start of the chain: after the archives, or after the trusted head. */
  async findBeginning(db: Database): Promise<void> {
    const { newest, findings } = await checkMarks(db);
    for (const finding of findings) this.#find(finding);
    this.#mark = newest;
    const { seal: number, sealUntil, sealHash } = newest;
    this.#last = { number, until: sealUntil, hash: Buffer.from(sealHash, "hex") };
    this.#checkedFrom = newest.until;
    if (number > 0) this.#compareWithKnown(number, sealHash);
    if (this.#from) await this.#continueFrom(db, this.#from);
    if (this.#known && this.#known.number < number)
      this.#find({ kind: "head archived", seal: this.#known.number, last: number });
  }

  async #continueFrom(db: Database, { number, hash }: KnownHead) {
    if (number < this.#last.number)
      return this.#find({ kind: "head archived", seal: number, last: this.#last.number });
    const link = number === this.#last.number ? this.#last : await this.#linkOf(db, number);
    if (!link) return this.#find({ kind: "head missing", seal: number, last: number - 1 });
    const found = link.hash.toString("hex");
    if (found !== hash.toLowerCase()) this.#find({ kind: "head differs", seal: number, hash: found });
    if (number > this.#last.number) this.#checkedFrom = link.until;
    this.#last = link;
    this.#compareWithKnown(number, found);
  }

  /** The seal at the chain's start, after a check of its own hash. */
  async #linkOf(db: Database, number: number): Promise<Link | undefined> {
    const seal = await findSealAfter(db, number - 1);
    if (seal?.number !== number) return undefined;
    const { from, until, hash, previousHash } = seal;
    const before = { number: number - 1, until: from ?? 0, hash: previousHash };
    for (const finding of checkLink(seal, before)) this.#find(finding);
    return { number, until: until ?? 0, hash };
  }

  /** Resolves to whether there may be more seals. */
  async checkSome(db: Database): Promise<boolean> {
    const deadline = performance.now() + stepMilliseconds;
    while (performance.now() < deadline) {
      const seal = await findSealAfter(db, this.#last.number);
      if (!seal) return false;
      await this.#check(db, seal);
    }
    return true;
  }

  async #check(db: Database, seal: StoredSeal) {
    for (const finding of checkLink(seal, this.#last)) this.#find(finding);
    const { number, from, until, entries, leaves, hash } = seal;
    this.#compareWithKnown(number, hash.toString("hex"));
    const archived = number === this.#mark.seal + 1 ? this.#mark.nextEntries : 0;
    this.#seals++;
    this.#entries += entries - archived;
    // An invalid time was forged, which the hash has revealed.
    const range = {
      number,
      from: Math.max(from ?? this.#last.until, this.#mark.until),
      until: until ?? this.#last.until,
      leaves: leaves.subarray(archived * leafBytes),
    };
    this.#last = { number, until: range.until, hash };
    this.#head = { number, until: range.until, entries, hash: hash.toString("hex") };
    await this.#compare(db, range);
  }

  #compareWithKnown(number: number, hash: string) {
    if (number !== this.#known?.number) return;
    this.#hasSeenKnown = true;
    if (hash !== this.#known.hash.toLowerCase()) this.#find({ kind: "head differs", seal: number, hash });
  }

  async #compare(db: Database, range: SealedRange) {
    const { differences, uncounted } = await compareEntries(db, range);
    this.#problems += differences.length + uncounted;
    const named = Math.max(0, Math.min(maxOfOne, maxNamed - this.#differences.length));
    this.#differences.push(...differences.slice(0, named));
    if (differences.length <= named) return;
    const count = (kind: EntryDifference["kind"]) => differences.filter((one) => one.kind === kind).length;
    this.#findings.push({
      kind: "more",
      seal: range.number,
      changed: count("changed"),
      missing: count("missing"),
      added: count("added") + uncounted,
      entries: wholeLeaves(range.leaves),
    });
  }

  #find(finding: AuditFinding) {
    this.#problems += finding.kind === "seals missing" ? finding.last - finding.seal + 1 : 1;
    this.#findings.push(finding);
  }

  /** Adds entries outside all seals, and the current place of moved entries. */
  async conclude(db: Database): Promise<Verification> {
    const { number, until } = this.#last;
    if (this.#known && !this.#hasSeenKnown && this.#known.number > this.#mark.seal)
      this.#find({ kind: "head missing", seal: this.#known.number, last: number });
    const unsealed = await countEntriesSince(db, until);
    const moved = await this.#findMoved(db);
    await this.#findBefore(db, moved);
    const odd = await findInvalidSeals(db, maxOfOne);
    this.#problems += odd[0]?.total ?? 0;
    for (const { name } of odd) this.#findings.push({ kind: "invalid number", seal: 0, number: name });
    return this.result({ unsealed, lag: await findSealLag(db), moved });
  }

  result({
    moved = new Map(),
    ...rest
  }: Pick<Verification, "unsealed" | "lag"> & { moved?: Map<string, string> }): Verification {
    const findings = [...this.#findings, ...withMoved(this.#differences, moved)];
    return {
      ...rest,
      faults: this.#faults,
      seals: this.#seals,
      entries: this.#entries,
      head: this.#head,
      archive: this.#mark.number > 0 ? this.#mark : undefined,
      findings: findings.sort((one, other) => one.seal - other.seal),
      problems: this.#problems,
    };
  }

  /** Missing entries found elsewhere because their time was changed: id to current time. */
  async #findMoved(db: Database): Promise<Map<string, string>> {
    const missing = new Set(this.#differences.filter(({ kind }) => kind === "missing").map(({ id }) => id));
    const moved = new Map<string, string>();
    if (missing.size === 0) return moved;
    for (const one of this.#differences) {
      if (one.kind !== "added" || !missing.has(one.id)) continue;
      moved.set(one.id, instantText(one.at));
      this.#problems--;
    }
    const checked = { from: this.#checkedFrom, until: this.#last.until };
    const outside = await findElsewhere(db, checked, [...missing]);
    for (const { id, at } of outside) moved.set(id, at);
    return moved;
  }

  async #findBefore(db: Database, moved: Map<string, string>) {
    if (this.#from || (this.#seals === 0 && this.#mark.number === 0)) return;
    const before = await findEntriesBefore(db, this.#checkedFrom, maxOfOne);
    this.#problems += before[0]?.total ?? 0;
    for (const { id, at } of before) {
      if (moved.has(id)) this.#problems--;
      else this.#findings.push({ kind: "added before all seals", seal: 0, id, at });
    }
  }
}

const withMoved = (differences: readonly EntryDifference[], moved: Map<string, string>): AuditFinding[] =>
  differences.flatMap((one): AuditFinding[] => {
    const to = moved.get(one.id);
    if (to === undefined || one.kind === "changed") return [one];
    return one.kind === "missing" ? [{ kind: "moved", seal: one.seal, id: one.id, to }] : [];
  });
