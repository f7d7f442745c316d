import { createHash } from "node:crypto";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditFinding } from "./findings.ts";
import { instant, microseconds } from "./queries.ts";
import { noHash } from "./seal-hash.ts";

/** Where the chain of seals continues: after this seal, and after this many entries of the next one. */
export type Position = { seal: number; sealUntil: number; sealHash: string; nextEntries: number };

/** The record of an archive in the database. */
export type Mark = Position & {
  number: number;
  from: number;
  until: number;
  entries: number;
  fileName: string;
  /** SHA-256 of the file. Like all hashes here, hexadecimal. */
  fileHash: string;
  previousHash: string;
  hash: string;
};

/** The state before the first archive. */
export const noMark: Mark = {
  number: 0,
  from: 0,
  until: 0,
  entries: 0,
  seal: 0,
  sealUntil: 0,
  sealHash: noHash,
  nextEntries: 0,
  fileName: "",
  fileHash: noHash,
  previousHash: noHash,
  hash: noHash,
};

/**
 * SHA-256 over: `caretype audit archive 1` in ASCII; the numbers and times as big-endian 64-bit integers; the hashes of
 * the seal, the file and the previous mark; the file's name.
 */
export function markHash(mark: Omit<Mark, "hash">): string {
  const values = [
    mark.number,
    mark.from,
    mark.until,
    mark.entries,
    mark.seal,
    mark.sealUntil,
    mark.nextEntries,
  ];
  const numbers = Buffer.alloc(values.length * 8);
  for (const [place, value] of values.entries()) numbers.writeBigInt64BE(BigInt(value), place * 8);
  const digest = createHash("sha256").update("caretype audit archive 1").update(numbers);
  for (const hash of [mark.sealHash, mark.fileHash, mark.previousHash]) digest.update(hash, "hex");
  return digest.update(mark.fileName).digest("hex");
}

/** A forged time that JavaScript cannot represent becomes 0, which the hash reveals. */
const time = (column: string) => sql`coalesce(${microseconds(column)}, 0)`;

const columns = sql`number, ${time("from_at")} as from, ${time("until_at")} as until, entries, seal,
  ${time("seal_until")} as "sealUntil", encode(seal_hash, 'hex') as "sealHash", next_entries as "nextEntries",
  file_name as "fileName", encode(file_hash, 'hex') as "fileHash", encode(previous_hash, 'hex') as "previousHash",
  encode(hash, 'hex') as hash`;

export async function findMarks(db: Database): Promise<Mark[]> {
  return await db.execute<Mark>(sql`select ${columns} from public.audit_archive order by number`);
}

export async function findNewestMark(db: Database): Promise<Mark> {
  const [mark] = await db.execute<Mark>(
    sql`select ${columns} from public.audit_archive order by number desc limit 1`,
  );
  return mark ?? noMark;
}

export async function insertMark(db: Database, mark: Mark): Promise<void> {
  const bytes = (hash: string) => sql`decode(${hash}, 'hex')`;
  await db.execute(sql`
    insert into public.audit_archive (number, from_at, until_at, entries, seal, seal_until, seal_hash, next_entries,
      file_name, file_hash, previous_hash, hash)
    values (${mark.number}, ${instant(mark.from)}, ${instant(mark.until)}, ${mark.entries}, ${mark.seal},
      ${instant(mark.sealUntil)}, ${bytes(mark.sealHash)}, ${mark.nextEntries}, ${mark.fileName},
      ${bytes(mark.fileHash)}, ${bytes(mark.previousHash)}, ${bytes(mark.hash)})`);
}

/** The action and basis of the entry that names a mark. It is sealed, so that the mark cannot be replaced later. */
export const archiveAction = "audit.archive";
export const markBasis = ({ number, hash }: Mark): string => `command line: archive ${number}:${hash}`;

/** Checks the marks, and that the audit has the entry of the newest one. Resolves to that mark, too. */
export async function checkMarks(db: Database): Promise<{ newest: Mark; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = [];
  let newest = noMark;
  for (const mark of await findMarks(db)) {
    const { number, from, previousHash, hash } = mark;
    if (number !== newest.number + 1)
      findings.push({ kind: "archives missing", seal: 0, first: newest.number + 1, last: number - 1 });
    else if (previousHash !== newest.hash || from !== newest.until)
      findings.push({ kind: "archive unlinked", seal: 0, archive: number });
    if (markHash(mark) !== hash) findings.push({ kind: "archive changed", seal: 0, archive: number });
    newest = mark;
  }
  if (newest.number > 0 && !(await hasEntry(db, newest)))
    findings.push({ kind: "archive unlogged", seal: 0, archive: newest.number });
  return { newest, findings };
}

/** The entry is newer than the archived months, so it is always in the database. */
async function hasEntry(db: Database, mark: Mark): Promise<boolean> {
  const [entry] = await db.execute(sql`
    select from public.audit_entry where practice_id = '00000000-0000-0000-0000-000000000000'
      and action = ${archiveAction} and outcome = 'ok' and basis = ${markBasis(mark)} limit 1`);
  return entry !== undefined;
}
