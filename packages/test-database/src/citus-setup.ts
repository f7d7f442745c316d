import { randomBytes } from "node:crypto";
import { migrate } from "@caretype/db";
import { placeTables } from "@caretype/db/citus";
import { executeStatement } from "@caretype/db/connection";
import {
  citusVariable,
  close,
  clusterVariable,
  nodeUrls,
  onNodes,
  templateVariable,
  urlOf,
} from "./test-database.ts";

/**
 * vitest's global set-up for tests on Citus: a migrated and placed template on the nodes of a running one. Without it,
 * only a test that says so is skipped.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const url = process.env[citusVariable];
  if (!url) return undefined;
  const nodes = await findNodes(url);
  process.env[clusterVariable] = nodes.join(" ");
  const template = `test_${randomBytes(8).toString("hex")}`;
  process.env[templateVariable] = template;
  const drop = () => onNodes(`drop database if exists ${template} with (force)`);
  try {
    await createTemplate(template);
  } catch (error) {
    await drop();
    throw error;
  }
  return drop;
}

/** Resolves to the addresses of the coordinator and the workers, with the coordinator's user. */
async function findNodes(url: string): Promise<string[]> {
  const workers = await executeStatement(
    url,
    `select nodename as hostname, nodeport::text as port from pg_dist_node
      where noderole = 'primary' and isactive and groupid > 0 order by nodeid`,
  );
  if (workers.length < 2)
    throw new Error(`${citusVariable}: the coordinator has ${workers.length} workers, not 2.`);
  return [url, ...workers.map((node) => Object.assign(new URL(url), node).href)];
}

/** Joins the databases of this name on all nodes to one. Resolves to the coordinator's address. */
export async function joinNodes(name: string): Promise<string> {
  const [coordinator = "", ...workers] = nodeUrls().map((url) => urlOf(name, url));
  for (const url of [coordinator, ...workers]) await executeStatement(url, "create extension citus");
  await executeStatement(coordinator, `select citus_set_coordinator_host(${hostOf(coordinator)})`);
  for (const url of workers) await executeStatement(coordinator, `select citus_add_node(${hostOf(url)})`);
  // Fewer tables than by default, so that databases are copied faster. Each worker has two shards of each table.
  await executeStatement(coordinator, `alter database ${name} set citus.shard_count = 4`);
  return coordinator;
}

async function createTemplate(name: string) {
  await onNodes(`create database ${name} encoding 'UTF8' template template0`);
  const coordinator = await joinNodes(name);
  await migrate(coordinator);
  if (!(await executeStatement(coordinator, "select from pg_proc where proname = 'uuidv7'")).length)
    await executeStatement(coordinator, olderUuidv7);
  await placeTables(coordinator);
  await close(name);
}

/** Tests write rows with it. PostgreSQL has it since 18. */
const olderUuidv7 = `create function uuidv7() returns uuid language sql as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid $$`;

const hostOf = (url: string) => `'${new URL(url).hostname}', ${new URL(url).port}`;
