import type postgres from "postgres";

/** Rows too short to be compressed. In all they exceed `max_wal_size`, so that a checkpoint occurs. */
const [rows, rowBytes] = [700_000, 1_900];

/**
 * Makes PostgreSQL cycle once through its log (WAL).
 * A new database has no log files to reuse, and zero-fills each new one of 16 MB. All commits wait for that, 50
 * ms on this project's machine. In the first five minutes, this would dominate every p99.
 */
export async function cycleWal(sql: postgres.Sql): Promise<void> {
  await sql`create table filler (text text)`;
  for (let part = 0; part < 10; part += 1) {
    await sql`insert into filler select repeat('x', ${rowBytes}::int) from generate_series(1, ${rows / 10}::int)`;
    await sql`truncate filler`;
  }
  await sql`drop table filler`;
}
