import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { expect, it } from "vitest";

// Dumps, logical replication and maintenance commands run with an empty search path.

const context = useDatabases({ migrated: true });

it("gives each function a search path of its own, unless its names were resolved when it was created", async () => {
  const { reader } = context.open();
  const without = await rows(
    reader,
    `select proname from pg_proc
     where pronamespace = 'public'::regnamespace and prosqlbody is null
       and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
       and not coalesce(array_to_string(proconfig, ','), '') ~ '(^|,)search_path='
       and prolang in (select oid from pg_language where lanname in ('sql', 'plpgsql'))
     order by proname`,
  );
  expect(without).toEqual([]);
});
