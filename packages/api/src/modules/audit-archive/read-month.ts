import type { Mark, Position } from "@caretype/core/people/audit/seal/archive-marks";
import type { StoredSeal } from "@caretype/core/people/audit/seal/queries";
import {
  findSealAfter,
  inOrder,
  instant,
  microseconds,
  pinSession,
  type Range,
  within,
} from "@caretype/core/people/audit/seal/queries";
import { leafBytes } from "@caretype/core/people/audit/seal/seal-hash";
import type { Database, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { ArchivedEntry } from "./entry-text.ts";
import { headerLine, writeLine } from "./format.ts";

const stepMilliseconds = 500;
const pageSize = 5_000;
/** Maximum characters of a chunk, except for its last line. */
const chunkLength = 4_000_000;

/** Thrown when the audit is damaged: nothing is archived. `audit verify` locates the damage. */
export class DamagedAudit extends Error {
  override readonly name = "DamagedAudit";

  constructor(what: string) {
    super(`${what} Nothing was dropped. Run \`caretype audit verify\`.`);
  }
}

/** Reads a range that follows a mark, as lines of an archive, in short transactions. */
export async function* readMonth(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  previous: Mark,
  range: Range,
): AsyncGenerator<string> {
  const reader = new MonthReader(previous, range);
  const { seal, sealUntil, sealHash, nextEntries } = previous;
  yield headerLine({ ...range, after: { seal, sealUntil, sealHash, nextEntries } });
  while (!reader.isDone) {
    yield await database.bulkTransaction(async (transaction) => {
      await pinSession(transaction);
      return reader.read(transaction);
    });
  }
  yield reader.end();
}

class MonthReader {
  isDone = false;
  readonly #range: Range;
  readonly #previous: Position;
  #last: number;
  #seals = 0;
  #entries = 0;

  constructor(previous: Position, range: Range) {
    this.#previous = previous;
    this.#range = range;
    this.#last = previous.seal;
  }

  async read(db: Database): Promise<string> {
    const deadline = performance.now() + stepMilliseconds;
    let text = "";
    while (performance.now() < deadline && text.length < chunkLength && !this.isDone) {
      const seal = await findSealAfter(db, this.#last);
      if (!seal || seal.from === null || seal.until === null)
        throw new DamagedAudit(`The seal after ${this.#last} is missing or invalid.`);
      const whole = { ...seal, from: seal.from, until: seal.until };
      text += await this.#sealed(db, whole);
      this.#last = seal.number;
      this.isDone = seal.until >= this.#range.until;
    }
    return text;
  }

  end(): string {
    return writeLine({ end: { seals: this.#seals, entries: this.#entries } });
  }

  async #sealed(db: Database, { leaves, previousHash, hash, ...seal }: StoredSeal & Range): Promise<string> {
    const before = this.#seals === 0 ? this.#previous.nextEntries : 0;
    const part = {
      from: Math.max(seal.from, this.#range.from),
      until: Math.min(seal.until, this.#range.until),
    };
    const { text, count } = await entriesOf(db, part);
    const after = leaves.subarray((before + count) * leafBytes);
    this.#seals++;
    this.#entries += count;
    const others = {
      ...(before > 0 && { leavesBefore: leaves.toString("base64", 0, before * leafBytes) }),
      // A shorter seal means missing entries, unless it continues after the month.
      ...(seal.until > part.until && after.length > 0 && { leavesAfter: after.toString("base64") }),
    };
    const hashes = { previousHash: previousHash.toString("hex"), hash: hash.toString("hex") };
    return writeLine({ seal: { ...seal, ...hashes, ...others } }) + text;
  }
}

/** Yields the entries of a range, as lines. */
async function entriesOf(db: Database, range: Range): Promise<{ text: string; count: number }> {
  let [text, count] = ["", 0];
  let page: ArchivedEntry[] = [];
  do {
    page = await readPage(db, range, page.at(-1));
    for (const entry of page) text += writeLine({ entry });
    count += page.length;
  } while (page.length === pageSize);
  return { text, count };
}

async function readPage(
  db: Database,
  range: Range,
  after: ArchivedEntry | undefined,
): Promise<ArchivedEntry[]> {
  const isAfter = after
    ? sql`(at, practice_id, id) > (${instant(after.at)}, ${after.practice_id}::uuid, ${after.id}::uuid)`
    : sql`true`;
  return await db.execute<ArchivedEntry>(sql`
    select practice_id, ${microseconds("at")} as at, id, account_id, session_id, action, outcome, basis,
      subject_ids::text as subject_ids, address, request_id, client_request_id
    from public.audit_entry where ${within(range)} and ${isAfter} order by ${inOrder} limit ${pageSize}`);
}
