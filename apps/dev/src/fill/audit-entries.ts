import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { BulkDatabase } from "@caretype/db";
import { Random } from "@caretype/testing/random";
import { sql } from "drizzle-orm";
import { lastInstant, type Plan, type PlannedPractice } from "./plan.ts";
import { copyTable } from "./table-fill.ts";

/** A month of the audit, with its entries' index range. */
export type AuditMonth = { begins: Date; ends: Date; first: number; end: number };

type Subjects = readonly string[];
type PracticeAudit = { practice: PlannedPractice; patientIds: PatientId[] };

export type AuditSource = {
  practices: readonly PracticeAudit[];
  /** The practice index of each patient. A uniform choice weights practices by size. */
  weighed: readonly number[];
  busiest: PatientId;
};

const months = 24;
const monthAt = (index: number) => new Date(Date.UTC(2023, 6 + index, 1));
const begin = monthAt(0).getTime();
const instantOf = (index: number, count: number) =>
  begin + Math.floor(((lastInstant - begin) * index) / count);
/** Returns the index of the first entry at or after the instant. */
const indexAt = (instant: number, count: number) =>
  Math.min(count, Math.max(0, Math.ceil(((instant - begin) * count) / (lastInstant - begin))));

/** Months from the oldest entry to the last generated instant. */
const auditMonths = ({ size: { auditEntries: count } }: Plan): AuditMonth[] =>
  Array.from({ length: months }, (_, index) => {
    const [begins, ends] = [monthAt(index), monthAt(index + 1)];
    return { begins, ends, first: indexAt(begins.getTime(), count), end: indexAt(ends.getTime(), count) };
  });

function auditSource(plan: Plan): AuditSource {
  const numbers = new Map(plan.practices.map((practice, index) => [practice, index]));
  const practices = plan.practices.map((practice) => ({ practice, patientIds: [] as PatientId[] }));
  const weighed: number[] = [];
  for (const { id, practice } of plan.patients()) {
    const index = numbers.get(practice) ?? 0;
    practices[index]?.patientIds.push(id);
    weighed.push(index);
  }
  return { practices, weighed, busiest: busiestPatientOf(plan) };
}

/** Returns the patient in the middle of the largest practice's list. */
export function busiestPatientOf({ practices, patients }: Plan): PatientId {
  const [largest] = practices;
  let toGo = Math.floor((largest?.patients ?? 0) / 2);
  for (const { id, practice } of patients()) if (practice === largest && toGo-- === 0) return id;
  throw new RangeError("The largest practice has no patients.");
}

const pageLength = 50;
/** The share of the largest practice's entries that name its busiest patient. */
const busiestShare = 0.04;

type Call = { action: string; permission: string; subjects: Subjects; outcome?: string };

function makeCall(random: Random, { patientIds }: PracticeAudit, busiest: string | undefined): Call {
  const at = random.next();
  const patient = random.pick(patientIds);
  const pair = () => [random.id(begin), patient, random.id(begin)];
  if (busiest !== undefined && random.chance(busiestShare))
    return { action: "patient.byId", permission: "patient:read", subjects: [busiest] };
  if (at < 0.6) return { action: "patient.byId", permission: "patient:read", subjects: [patient] };
  if (at < 0.78) {
    const first = random.below(Math.max(1, patientIds.length - pageLength));
    const subjects = patientIds.slice(first, first + pageLength);
    return { action: "patient.list", permission: "patient:read", subjects };
  }
  if (at < 0.9)
    return { action: "assignment.listForPatient", permission: "assignment:read", subjects: pair() };
  if (at < 0.95) return { action: "patient.update", permission: "patient:update", subjects: [patient] };
  if (at < 0.98) return { action: "assignment.create", permission: "assignment:create", subjects: pair() };
  const denied = { action: "patient.remove", permission: "patient:remove", outcome: "PERMISSION_DENIED" };
  if (at < 0.99) return { ...denied, subjects: [patient] };
  return { action: "practice.mine", permission: "practice:read", subjects: [] };
}

function* auditRows({ size }: Plan, { practices, weighed, busiest }: AuditSource, month: AuditMonth) {
  const random = new Random(size.seed, `audit ${month.begins.toISOString()}`);
  for (let index = month.first; index < month.end; index++) {
    const chosen = random.pick(weighed);
    const audited = practices[chosen];
    if (!audited) throw new RangeError(`no practice ${chosen}`);
    const { practice } = audited;
    const call = makeCall(random, audited, chosen === 0 ? busiest : undefined);
    const at = instantOf(index, size.auditEntries);
    yield {
      practice_id: practice.id,
      at: new Date(at).toISOString(),
      id: random.id(at),
      account_id: practice.accountId,
      session_id: random.id(at),
      action: call.action,
      outcome: call.outcome ?? "ok",
      basis: `owner ${call.permission}`,
      subject_ids: call.subjects.length === 0 ? null : `{${call.subjects.join(",")}}`,
      address: `192.0.2.${random.below(256)}`,
      request_id: random.id(at),
    };
  }
}

/**
 * Creates and fills the partitions of past months, and returns their names. Each is filled before it is attached. So
 * its indexes are built once, and readers see whole months only.
 */
export async function fillAudit(tx: BulkDatabase, plan: Plan): Promise<string[]> {
  const source = auditSource(plan);
  const names: string[] = [];
  for (const month of auditMonths(plan)) {
    const [begins, ends] = [month.begins.toISOString(), month.ends.toISOString()];
    const table = `audit_entry_${begins.slice(0, 7).replace("-", "_")}`;
    await tx.execute(sql.raw(`create table ${table} (like audit_entry including defaults)`));
    await copyTable(tx, { table, rows: () => auditRows(plan, source, month) });
    const bounds = `for values from ('${begins}') to ('${ends}')`;
    await tx.execute(sql.raw(`alter table audit_entry attach partition ${table} ${bounds}`));
    await tx.execute(sql`select refuse_audit_truncate(${table})`);
    names.push(table);
  }
  return names;
}
