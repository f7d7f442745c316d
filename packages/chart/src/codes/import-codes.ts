import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { KnownErrors } from "@caretype/core/kernel/error/field-messages";
import type { TerminologyId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, lockCopy } from "@caretype/db";
import { codeField, concept, terminology } from "@caretype/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { codeOf, systemOf } from "../clinical/code-systems.ts";
import { isOffered } from "./fields.ts";
import { before, findVersions, latestOf, lockTerminology, terminologyColumns } from "./queries.ts";
import {
  type AddConcepts,
  type AddedConcepts,
  codeLimits,
  type FinishCodes,
  type SentConcept,
  type Terminology,
} from "./schema.ts";

type InPractice = Pick<Scope, "practiceId">;
type Entry = { system: string; code: string; display: string; synonyms: string[]; is_retired: boolean };

/** Merges the codes of a part. The synonyms of repeated codes are combined. */
function entriesOf({ kind, uri }: Terminology, sent: readonly SentConcept[]): Entry[] {
  const errors: KnownErrors = {};
  const entries = new Map<string, Entry>();
  for (const [at, { code: given, display, synonyms, isRetired, system = uri }] of sent.entries()) {
    const code = codeOf(system, given);
    if (kind === "value-set" && sent[at]?.system === undefined)
      errors[`concepts.${at}.system`] = ["Required"];
    if (kind === "code-system" && system !== uri)
      errors[`concepts.${at}.system`] = ["Has to be the code system itself"];
    const key = JSON.stringify([system, code]);
    const there = entries.get(key);
    if (there) {
      there.synonyms.push(display, ...synonyms);
      there.is_retired &&= isRetired;
    } else entries.set(key, { system, code, display, synonyms: [...synonyms], is_retired: isRetired });
  }
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
  return [...entries.values()];
}

/** The JSON of a row, with synonyms that differ from its own words. */
const asRow = ({ synonyms, ...entry }: Entry) => ({
  ...entry,
  synonyms: [...new Set(synonyms)].filter((word) => word !== entry.display).join("\n"),
});

function requireOpen({ isComplete }: Terminology): void {
  if (isComplete) throw new DomainError("CODES_IMPORT_CLOSED");
}

/**
 * Adds codes to an import. Idempotent. Throws `CODES_IMPORT_NOT_FOUND`, `CODES_IMPORT_CLOSED` and `TOO_MANY_CODES`.
 */
export async function addConcepts(
  db: Database,
  scope: InPractice,
  { id, concepts }: AddConcepts,
): Promise<AddedConcepts> {
  const { practiceId } = scope;
  const one = await lockTerminology(db, scope, id);
  requireOpen(one);
  const rows = JSON.stringify(entriesOf(one, concepts).map(asRow));
  // The limit is not a parameter: Citus sends the shard only the conflict clause of the statement.
  const added = await db.execute<{ is_new: boolean }>(sql`
    insert into ${concept} (practice_id, terminology_id, system, code, display, synonyms, is_retired)
    select ${practiceId}::uuid, ${id}::uuid, sent.system, sent.code, sent.display, sent.synonyms, sent.is_retired
    from jsonb_to_recordset(${rows}::text::jsonb)
      as sent(system text, code text, display text, synonyms text, is_retired boolean)
    on conflict (practice_id, terminology_id, code, system) do update set
      is_retired = concept.is_retired and excluded.is_retired,
      synonyms = (
        select coalesce(string_agg(word, chr(10) order by word), '') from (
          select distinct word from unnest(
            string_to_array(concept.synonyms || chr(10) || excluded.display || chr(10) || excluded.synonyms, chr(10))
          ) as word
          where word not in ('', concept.display)
        ) as words
      )
    where length(concept.synonyms) < ${sql.raw(String(codeLimits.synonymText))}
    returning xmax = 0 as is_new`);
  const [{ total } = { total: 0 }] = await db.execute<{ total: number }>(sql`
    update ${terminology} set concepts = concepts + ${added.filter(({ is_new: isNew }) => isNew).length}
    where practice_id = ${practiceId} and id = ${id} returning concepts as total`);
  await requireSpace(db, scope);
  return { id, concepts: total };
}

async function requireSpace(db: Database, { practiceId }: InPractice): Promise<void> {
  const [{ total } = { total: 0 }] = await db.execute<{ total: number }>(sql`
    select sum(concepts)::integer as total from ${terminology} where practice_id = ${practiceId}`);
  if (total > codeLimits.concepts) throw new DomainError("TOO_MANY_CODES");
}

/** Serializes the decision which version is the latest. */
async function lockVersions(db: Database, { practiceId }: Pick<InPractice, "practiceId">): Promise<void> {
  await lockCopy(db, { practice: practiceId });
}

/**
 * Publishes an import's codes atomically. Throws `CODES_IMPORT_NOT_FOUND`, `CODES_IMPORT_CLOSED`, `CODES_INCOMPLETE`
 * and `TOO_MANY_CODES`.
 */
export async function finishCodes(
  db: Database,
  scope: InPractice,
  { id, concepts, retiresOthers }: FinishCodes,
): Promise<Terminology> {
  const { practiceId } = scope;
  await lockVersions(db, scope);
  const one = await lockTerminology(db, scope, id);
  requireOpen(one);
  if (one.concepts === 0 || one.concepts !== concepts) throw new DomainError("CODES_INCOMPLETE");
  const versions = await findVersions(db, scope, one);
  const previous = before(versions, one);
  const retired =
    previous && retiresOthers && one.kind === "code-system"
      ? await retireMissing(db, scope, { one, previous })
      : 0;
  const isLatest = latestOf([...versions, one]) === one;
  if (isLatest) await unsetLatest(db, scope, one);
  const [finished] = await db
    .update(terminology)
    .set({ isComplete: true, isLatest, concepts: concepts + retired })
    .where(and(eq(terminology.practiceId, practiceId), eq(terminology.id, id)))
    .returning(terminologyColumns);
  if (!finished) throw new DomainError("CODES_IMPORT_NOT_FOUND");
  await requireSpace(db, scope);
  return finished;
}

type Change = { one: Terminology; previous: Terminology };

/** Rows per statement, to stay within its timeout of a few seconds. */
const rowsAtOnce = 5_000;

/** Copies missing codes of the previous version as retired ones. An undo then changes no other version. */
async function retireMissing(db: Database, { practiceId }: InPractice, { one, previous }: Change) {
  let retired = 0;
  let last = { code: "", system: "" };
  for (;;) {
    const rows = await db.execute<{ code: string; system: string }>(sql`
      insert into ${concept} (practice_id, terminology_id, system, code, display, synonyms, is_retired)
      select practice_id, ${one.id}::uuid, system, code, display, synonyms, true from ${concept} as former
      where practice_id = ${practiceId} and terminology_id = ${previous.id}
        and (code, system) > (${last.code}, ${last.system}) and not exists (
          select from ${concept} as now
          where now.practice_id = ${practiceId} and now.terminology_id = ${one.id}
            and now.code = former.code and now.system = former.system
        )
      order by code, system limit ${rowsAtOnce}
      returning code, system`);
    retired += rows.length;
    const next = rows.at(-1);
    if (!next || rows.length < rowsAtOnce) return retired;
    last = next;
  }
}

type Slices = { id: TerminologyId; run: (isIn: SQL) => SQL };

/** In key order. Starting over each time, a statement would scan the rows that earlier ones deleted. */
async function inSlices(
  db: Database,
  { practiceId }: Pick<InPractice, "practiceId">,
  { id, run }: Slices,
): Promise<void> {
  for (let after: string | null = ""; after !== null; ) {
    const isNext: SQL = sql`practice_id = ${practiceId} and terminology_id = ${id} and code > ${after}`;
    const [last] = await db.execute<{ code: string }>(sql`
      select code from ${concept} where ${isNext} order by code offset ${rowsAtOnce - 1} limit 1`);
    await db.execute(run(sql`${isNext} ${last ? sql`and code <= ${last.code}` : sql``}`));
    after = last?.code ?? null;
  }
}

const isOf = ({ practiceId }: Pick<InPractice, "practiceId">, { kind, uri }: Terminology) =>
  and(eq(terminology.practiceId, practiceId), eq(terminology.kind, kind), eq(terminology.uri, uri));

async function unsetLatest(
  db: Database,
  scope: Pick<InPractice, "practiceId">,
  one: Terminology,
): Promise<void> {
  await db
    .update(terminology)
    .set({ isLatest: false })
    .where(and(isOf(scope, one), terminology.isLatest));
}

/**
 * Removes an import, finished or not. Records keep their codes. Throws `CODES_IMPORT_NOT_FOUND`, and `CODES_IN_USE`
 * for the only version of what a field offers.
 */
export async function undoCodes(db: Database, scope: InPractice, id: TerminologyId): Promise<void> {
  const { practiceId } = scope;
  await lockVersions(db, scope);
  const one = await lockTerminology(db, scope, id);
  const others = (await findVersions(db, scope, one)).filter((other) => other.id !== id);
  if (one.isComplete && others.length === 0 && (await isOffered(db, scope, one)))
    throw new DomainError("CODES_IN_USE");
  await deleteTerminology(db, scope, id);
  const next = latestOf(others);
  if (one.isLatest && next)
    await db
      .update(terminology)
      .set({ isLatest: true })
      .where(and(eq(terminology.practiceId, practiceId), eq(terminology.id, next.id)));
}

/** Deletes a locked import with its codes. */
export async function deleteTerminology(db: Database, scope: InPractice, id: TerminologyId): Promise<void> {
  await inSlices(db, scope, { id, run: (isIn) => sql`delete from ${concept} where ${isIn}` });
  await db
    .delete(terminology)
    .where(and(eq(terminology.practiceId, scope.practiceId), eq(terminology.id, id)));
}

/**
 * Converts a finished import, its codes and the rules of fields to the canonical spelling of its system. Skips it if
 * the same version already exists in that spelling.
 */
export async function respellCodes(
  db: Database,
  { practiceId, id }: Pick<InPractice, "practiceId"> & { id: TerminologyId },
): Promise<void> {
  await lockVersions(db, { practiceId });
  const [one] = await db
    .select(terminologyColumns)
    .from(terminology)
    .where(and(eq(terminology.practiceId, practiceId), eq(terminology.id, id), terminology.isComplete))
    .for("update");
  if (!one) return;
  const uri = systemOf(one.uri);
  const others = await findVersions(db, { practiceId }, { kind: one.kind, uri });
  if (uri === one.uri || others.some(({ version }) => version === one.version)) return;
  const run = (isIn: SQL) => sql`update ${concept} set system = ${uri} where ${isIn} and system = ${one.uri}`;
  await inSlices(db, { practiceId }, { id, run });
  const isLatest = one.isLatest && latestOf([...others, one]) === one;
  if (isLatest) await unsetLatest(db, { practiceId }, { ...one, uri });
  await db
    .update(terminology)
    .set({ uri, isLatest })
    .where(and(eq(terminology.practiceId, practiceId), eq(terminology.id, id)));
  await db
    .update(codeField)
    .set({ uri })
    .where(
      and(eq(codeField.practiceId, practiceId), eq(codeField.kind, one.kind), eq(codeField.uri, one.uri)),
    );
}
