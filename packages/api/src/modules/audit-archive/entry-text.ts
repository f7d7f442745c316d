import { createHash } from "node:crypto";
import { z } from "zod";

/** An entry as in an archive: the table's columns, with subjects as PostgreSQL writes an array. */
export const ArchivedEntry = z.strictObject({
  practice_id: z.string(),
  /** In microseconds since 1970. */
  at: z.int(),
  id: z.guid(),
  account_id: z.string().nullable(),
  session_id: z.string().nullable(),
  action: z.string(),
  outcome: z.string(),
  basis: z.string().nullable(),
  subject_ids: z.string().nullable(),
  address: z.string().nullable(),
  request_id: z.string().nullable(),
  client_request_id: z.string().nullable(),
});
export type ArchivedEntry = z.output<typeof ArchivedEntry>;

const sized = (text: string | null) => (text === null ? "-" : `${Buffer.byteLength(text)}:${text}`);

/** The same text that the database hashes. See docs/operate/audit.md, "The format of seals". */
function textOf(entry: ArchivedEntry): string {
  const fields = [
    entry.practice_id,
    entry.at,
    entry.id,
    entry.account_id ?? "-",
    entry.session_id ?? "-",
    ...[entry.action, entry.outcome, entry.basis, entry.subject_ids, entry.address, entry.request_id].map(
      sized,
    ),
  ];
  if (entry.client_request_id !== null) fields.push(sized(entry.client_request_id));
  return fields.join(",");
}

/** The entry's id, and the first half of the SHA-256 of its text. */
export const leafOf = (entry: ArchivedEntry): Buffer =>
  Buffer.concat([
    Buffer.from(entry.id.replaceAll("-", ""), "hex"),
    createHash("sha256").update(textOf(entry)).digest().subarray(0, 16),
  ]);
