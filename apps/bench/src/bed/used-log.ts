import type postgres from "postgres";

/** Of rows that are too short to be compressed: together more than `max_wal_size`, so that a checkpoint ends in between. */
const [rows, rowBytes] = [700_000, 1_900];

/**
 * Has PostgreSQL write its log once round. A new database has no files of its log to use again yet, and fills each of
 * 16 MB with zeros when it is needed: all commits wait for that, 50 ms on this project's machine, which in the first
 * five minutes is most of what a p99 says.
 */
export async function useLogOnce(sql: postgres.Sql): Promise<void> {
  await sql`create table filler (text text)`;
  for (let part = 0; part < 10; part += 1) {
    await sql`insert into filler select repeat('x', ${rowBytes}::int) from generate_series(1, ${rows / 10}::int)`;
    await sql`truncate filler`;
  }
  await sql`drop table filler`;
}
