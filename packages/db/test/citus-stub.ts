import { rows } from "@caretype/test-database/use-databases";
import type { Database } from "../src/database.ts";

/**
 * Functions with the names of those of Citus, in a schema that sessions find. They record which tables are placed, and
 * refuse the foreign keys that Citus refuses: in a table that is being placed, and between shards and local tables.
 */
const stub = `
  create schema citus_stub;
  create table citus_stub.pg_dist_partition (logicalrelid regclass, partmethod "char", repmodel "char", number serial);
  create function citus_stub.place(placed regclass, method "char", model "char") returns void language plpgsql as $$
  begin
    if exists (select from pg_constraint where contype = 'f' and placed in (conrelid, confrelid)) then
      raise exception 'cannot create foreign key constraint on %', placed;
    end if;
    if exists (select from citus_stub.pg_dist_partition where logicalrelid = placed) then
      raise exception 'table % is already distributed', placed;
    end if;
    if exists (select from pg_trigger where tgrelid = placed and not tgisinternal)
      and current_setting('citus.enable_unsafe_triggers', true) is distinct from 'on' then
      raise exception 'cannot distribute % because it has triggers', placed;
    end if;
    insert into citus_stub.pg_dist_partition values (placed, method, model);
  end $$;
  create function citus_stub.create_reference_table(placed regclass) returns void
    language sql as $$ select citus_stub.place(placed, 'n', 't') $$;
  create function citus_stub.create_distributed_table(placed regclass, key text) returns void language plpgsql as $$
  begin
    if key <> 'practice_id' then raise exception 'unexpected key %', key; end if;
    perform citus_stub.place(placed, 'h', 's');
  end $$;
  create function citus_stub.check_keys() returns event_trigger language plpgsql as $$
  begin
    if exists (
      select from pg_constraint
        join citus_stub.pg_dist_partition as target on target.logicalrelid = confrelid
        left join citus_stub.pg_dist_partition as own on own.logicalrelid = conrelid
      where contype = 'f' and target.partmethod = 'h' and own.partmethod is distinct from 'h'
    ) then raise exception 'relations are not colocated'; end if;
  end $$;
  create event trigger check_keys on ddl_command_end when tag in ('ALTER TABLE') execute function citus_stub.check_keys()`;

/** New connections find it. */
export async function installCitusStub(database: Database): Promise<void> {
  for (const statement of stub.split(/;\n {2}(?=create)/)) await rows(database, statement);
  const [row] = await rows(database, "select quote_ident(current_database()) as name");
  await rows(database, `alter database ${row?.name} set search_path = public, citus_stub`);
}

/** The placed tables, in order, each with how Citus keeps it: `n` on all nodes, `h` by a hash. */
export const placedTables = (database: Database) =>
  rows(
    database,
    "select logicalrelid::text as name, partmethod as kind from citus_stub.pg_dist_partition order by number",
  );
