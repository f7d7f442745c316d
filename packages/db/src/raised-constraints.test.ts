import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { expect, it } from "vitest";
import { raisedConstraints } from "./errors.ts";

const context = useDatabases({ migrated: true });

const raised = `
  select distinct replace(parts[1], '''''', '''') as message, parts[2] as name
  from pg_proc, regexp_matches(prosrc,
    $$RAISE EXCEPTION '((?:[^']|'')+)' USING ERRCODE = '[a-z_]+', CONSTRAINT = (?:'([a-z_]+)'|TG_ARGV)$$, 'g') as parts
  where pronamespace = 'public'::regnamespace`;

it("every message with which a trigger names a constraint is known", async () => {
  const found = await rows(context.open().reader, raised);
  // A function without a constant names the constraint after each of its tables.
  const named = found.map(({ message, name }) => [message, name ?? raisedConstraints[String(message)]]);
  expect(Object.fromEntries(named)).toEqual(raisedConstraints);
});
