import { citusVariable, createTestDatabase, nodeUrls } from "@caretype/test-database";
import { expect, it } from "vitest";
import { executeStatement } from "../connection/connect.ts";
import { placeTables } from "./place-tables.ts";

it.runIf(process.env[citusVariable])(
  `runs only with ${citusVariable}: all tables are placed, on two workers`,
  async () => {
    const { url, drop } = await createTestDatabase();
    const [row] = await executeStatement(
      url,
      `
    select count(distinct nodeport)::int as nodes from pg_dist_shard_placement
      join pg_dist_shard using (shardid) where logicalrelid = 'patient'::regclass`,
    );
    expect(row).toEqual({ nodes: nodeUrls().length - 1 });
    expect(await placeTables(url)).toEqual({ reference: [], distributed: [] });
    await drop();
  },
);
