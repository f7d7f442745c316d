import type { Connection } from "../connection/connection.ts";
import type { Placement } from "./placements.ts";

/** Changes of shards and of reference tables may share a transaction only one after another. */
export const sequential =
  "set local citus.multi_shard_modify_mode = 'sequential'; set local citus.enable_unsafe_triggers = 'on'";

/** A statement that tells whether the database has Citus, as `has`. */
export const hasCitus = "select to_regclass('pg_dist_partition') is not null as has";

/** @throws {Error} if the database has no Citus. */
export async function assertCitus(connection: Connection): Promise<void> {
  const [row] = await connection.command(hasCitus);
  if (row?.has !== true)
    throw new Error(
      "The database has no Citus. Install it on each node, add it to shared_preload_libraries, and run as a superuser: " +
        "create extension citus;",
    );
}

const placements = `
  select logicalrelid::text as name, partmethod, repmodel from pg_dist_partition`;

/** Returns where Citus keeps tables. Empty without Citus. */
export async function readPlaced(connection: Connection): Promise<Map<string, Placement>> {
  const [row] = await connection.command(hasCitus);
  if (row?.has !== true) return new Map();
  const rows = await connection.command(placements);
  return new Map(rows.map((placed) => [String(placed.name), placementIn(placed)]));
}

/** Citus also lists local tables, if their foreign keys lead to reference tables. */
function placementIn({ partmethod, repmodel }: Record<string, unknown>): Placement {
  if (partmethod === "h") return "distributed";
  return repmodel === "t" ? "reference" : "local";
}
