/** A difference from what the migrations set up to keep the audit tables insert-only. */
export type AuditFault = { table: string; name: string; fault: "missing" | "changed" | "foreign" };

/**
 * Finds faults in the guards.
 * A table owner can drop its triggers, or add others that change what is written. Each partition has its own
 * triggers. The numbers are `tgtype`: before each row's update or delete, and before a truncate.
 */
export const auditFaults = `
  with guarded as (
    select oid as place, relname::text as name, relrowsecurity, case when relname in ('audit_seal', 'audit_archive') then relname::text else 'audit_entry' end as prefix
    from pg_catalog.pg_class
    where oid in (to_regclass('public.audit_entry'), to_regclass('public.audit_seal'), to_regclass('public.audit_archive'))
      or oid in (select inhrelid from pg_catalog.pg_inherits where inhparent = to_regclass('public.audit_entry'))
  ),
  expected as (
    select place, name, prefix || suffix as trigger, type from guarded
      cross join (values ('_append_only', 27), ('_no_truncate', 34)) as guard (suffix, type)
  )
  select expected.name as table, 'trigger ' || trigger as name,
    case when tgname is null then 'missing' else 'changed' end as fault
  from expected left join pg_catalog.pg_trigger on tgrelid = place and tgname = trigger
  where tgname is null or tgtype <> type or tgenabled <> 'A' or tgqual is not null or tgattr::text <> ''
    or tgfoid is distinct from to_regprocedure('public.refuse_audit_change()')
  union all
  select guarded.name, 'trigger ' || tgname, 'foreign' from guarded join pg_catalog.pg_trigger on tgrelid = place
  where not tgisinternal and tgname not in (select trigger from expected where expected.place = tgrelid)
  union all
  select guarded.name, 'rule ' || rulename, 'foreign' from guarded join pg_catalog.pg_rewrite on ev_class = place
  union all
  select name, 'row security', 'foreign' from guarded where relrowsecurity
  union all
  select 'audit_entry', 'function refuse_audit_change', 'changed' from pg_catalog.pg_proc
  where oid = to_regprocedure('public.refuse_audit_change()')
    and regexp_replace(prosrc, '\\s+', ' ', 'g') <> $body$ BEGIN RAISE EXCEPTION 'The audit takes inserts only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege'; END $body$
  order by 1, 2`;

const messages = {
  missing: "is missing",
  changed: "was changed or disabled",
  foreign: "is unexpected",
};

/** Returns one line, such as `audit_seal: trigger audit_seal_append_only is missing`. */
export const describeAuditFault = ({ table, name, fault }: AuditFault): string =>
  `${table}: ${name} ${messages[fault]}`;

export const auditFaultOf = ({ table, name, fault }: Record<string, unknown>): AuditFault => ({
  table: String(table),
  name: String(name),
  fault: fault === "missing" || fault === "foreign" ? fault : "changed",
});
