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

/** The environment variable for tests on a database that was empty when placed. */
const emptyVariable = "CARETYPE_CITUS_EMPTY";

/**
 * vitest's global set-up for tests on Citus: a template on the nodes of a running one. It was placed with records,
 * and no server has run on it for two months. Without Citus, only tests that require it are skipped.
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

/** Joins the databases of this name on all nodes to one. */
export async function joinNodes(name: string): Promise<void> {
  const [coordinator = "", ...workers] = nodeUrls().map((url) => urlOf(name, url));
  for (const url of [coordinator, ...workers]) await executeStatement(url, "create extension citus");
  await executeStatement(coordinator, `select citus_set_coordinator_host(${hostOf(coordinator)})`);
  for (const url of workers) await executeStatement(coordinator, `select citus_add_node(${hostOf(url)})`);
  // Fewer tables than by default, so that databases are copied faster. Each worker has two shards of each table.
  await executeStatement(coordinator, `alter database ${name} set citus.shard_count = 4`);
}

async function createTemplate(name: string) {
  await onNodes(`create database ${name} encoding 'UTF8' template template0`);
  const coordinator = urlOf(name);
  await migrate(coordinator);
  if (!process.env[emptyVariable]) await executeStatement(coordinator, records);
  if (!(await executeStatement(coordinator, "select from pg_proc where proname = 'uuidv7'")).length)
    await executeStatement(coordinator, olderUuidv7);
  await joinNodes(name);
  await placeTables(coordinator);
  await executeStatement(coordinator, forgetNewestMonths);
  await close(name);
}

const id = "'0198c0de-0000-7000-8000-000000000001'";

/** A practice with records and their versions. Tests count the entries of the audit. */
const records = `
  insert into account (id, username, email, name, password_hash) values (${id}, 'placed', 'placed@example.org', 'Ann', '!');
  insert into practice (id, name) values (${id}, 'Placed');
  insert into membership (practice_id, account_id, role) values (${id}, ${id}, 'owner');
  insert into doctor (id, created_by, name, first_name, last_name) values (${id}, ${id}, 'Ida Moss', 'Ida', 'Moss');
  update doctor set contact_info = 'Room 1';
  insert into patient (practice_id, id, created_by, gender, name, first_name, last_name)
    values (${id}, ${id}, ${id}, 'female', 'Ann Lee', 'Ann', 'Lee');
  update patient set address = '1 High Street';
  insert into assignment (practice_id, id, patient_id, doctor_id, assigned_by) values (${id}, ${id}, ${id}, ${id}, ${id})`;

/** Each start creates them again. */
const forgetNewestMonths = `
  do $$ declare month text; begin
    for month in
      select inhrelid::regclass from pg_inherits join pg_class on oid = inhrelid
      where inhparent = 'audit_entry'::regclass and relname ~ '[0-9]$' order by relname desc limit 2
    loop execute format('drop table %s', month); end loop;
  end $$`;

/** Tests write rows with it. PostgreSQL has it since 18. */
const olderUuidv7 = `create function uuidv7() returns uuid language sql set search_path = pg_catalog, pg_temp as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid $$`;

const hostOf = (url: string) => `'${new URL(url).hostname}', ${new URL(url).port}`;
