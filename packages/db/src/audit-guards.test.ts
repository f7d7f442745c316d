import { isOnCitus } from "@caretype/test-database";
import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { beforeEach, describe, expect, it } from "vitest";
import { auditFaultOf, auditFaults, describeAuditFault } from "./audit-guards.ts";
import type { DatabaseHandle } from "./index.ts";

describe("the guards of the audit", () => {
  const context = useDatabases();
  let owner: DatabaseHandle;
  beforeEach(async () => {
    const url = await context.createDatabase({ migrated: true });
    owner = context.open({ url });
  });
  const faults = async () =>
    (await rows(owner.reader, auditFaults)).map((row) => describeAuditFault(auditFaultOf(row)));

  it("are complete after migrations", async () => {
    expect(await faults()).toEqual([]);
  });

  it.each(
    [
      [
        "drop trigger audit_seal_append_only on audit_seal",
        "audit_seal: trigger audit_seal_append_only is missing",
      ],
      [
        "drop trigger audit_entry_no_truncate on audit_entry_default",
        "audit_entry_default: trigger audit_entry_no_truncate is missing",
      ],
      [
        "alter table audit_entry_default disable trigger audit_entry_append_only",
        "audit_entry_default: trigger audit_entry_append_only was changed or disabled",
      ],
      [
        "alter table audit_seal enable trigger audit_seal_no_truncate",
        "audit_seal: trigger audit_seal_no_truncate was changed or disabled",
      ],
      [
        `drop trigger audit_seal_append_only on audit_seal; create trigger audit_seal_append_only before update of entries or delete
         on audit_seal for each row execute function refuse_audit_change(); alter table audit_seal enable always trigger audit_seal_append_only`,
        "audit_seal: trigger audit_seal_append_only was changed or disabled",
      ],
      [
        "create or replace function refuse_audit_change() returns trigger language plpgsql as 'begin return new; end'",
        "audit_entry: function refuse_audit_change was changed or disabled",
      ],
      [
        "create rule hush as on insert to audit_entry do instead nothing",
        "audit_entry: rule hush is unexpected",
      ],
      [
        "create trigger hush before insert on audit_entry_default for each row execute function suppress_redundant_updates_trigger()",
        "audit_entry_default: trigger hush is unexpected",
      ],
      ["alter table audit_entry enable row level security", "audit_entry: row security is unexpected"],
      // Citus cannot find the trigger of a single month by its name.
    ].filter(([change = ""]) => !isOnCitus() || !change.includes("audit_entry_default disable")),
  )("are reported as faulty after %s", async (change, expected) => {
    await rows(owner.reader, change);
    expect(await faults()).toEqual([expected]);
  });

  it("exist separately on each partition", async () => {
    await rows(owner.reader, "drop trigger audit_entry_append_only on audit_entry");
    const partitions = await rows(
      owner.reader,
      "select from pg_inherits where inhparent = 'audit_entry'::regclass",
    );
    expect(await faults()).toHaveLength(partitions.length + 1);
  });
});
