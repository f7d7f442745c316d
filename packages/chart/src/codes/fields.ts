import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, given, prepared, schema } from "@caretype/db";
import { codeField, concept, terminology } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { spellingsOf } from "../clinical/code-systems.ts";
import type {
  CheckCode,
  CheckedCode,
  CodedField,
  CodeField,
  CodeFields,
  SetCodeField,
  Terminology,
} from "./schema.ts";

type InPractice = Pick<Scope, "practiceId">;

const columns = { field: codeField.field, kind: codeField.kind, uri: codeField.uri, mode: codeField.mode };
const isInPractice = eq(codeField.practiceId, sql.placeholder("practiceId"));

const all = prepared(["practiceId"], (db) => db.select(columns).from(codeField).where(isInPractice));

const byField = prepared(["practiceId", "field"], (db) =>
  db
    .select(columns)
    .from(codeField)
    .where(and(isInPractice, eq(codeField.field, sql.placeholder("field")))),
);

/** Returns the rule of a field, or undefined if it accepts any code. */
export async function findRule(db: Database, { practiceId }: InPractice, field: CodedField) {
  const [rule] = await byField(db).execute({ practiceId, field });
  return rule;
}

const withoutRule = (field: CodedField): CodeField => ({ field, kind: null, uri: null, mode: "take" });

export async function listFields(db: Database, { practiceId }: InPractice): Promise<CodeFields> {
  const rules = await all(db).execute({ practiceId });
  return {
    items: schema.codedFields.map(
      (field): CodeField => rules.find((rule) => rule.field === field) ?? withoutRule(field),
    ),
  };
}

const latestByUri = prepared(["practiceId", "uri"], (db) =>
  db
    .select({ kind: terminology.kind, uri: terminology.uri })
    .from(terminology)
    .where(and(...given(terminology, "practiceId", "uri"), terminology.isLatest))
    .for("key share"),
);

/** Throws `INVALID_INPUT` for a code system or value set that was not imported. */
export async function setField(
  { db, scope, audit }: ChangeContext,
  { field, uri, mode }: SetCodeField,
): Promise<CodeField> {
  const { practiceId } = scope;
  const current = await findRule(db, scope, field);
  if (uri === null) {
    if (!current) audit.unchanged();
    else
      await db.delete(codeField).where(and(eq(codeField.practiceId, practiceId), eq(codeField.field, field)));
    return withoutRule(field);
  }
  const [found] = await latestByUri(db).execute({ practiceId, uri });
  if (!found) throw invalidInput({ uri: ["Has not been imported"] });
  const rule = { field, ...found, mode };
  if (current && current.kind === rule.kind && current.uri === uri && current.mode === mode)
    return unchanged(audit, current);
  await db
    .insert(codeField)
    .values({ practiceId, ...rule })
    .onConflictDoUpdate({ target: [codeField.practiceId, codeField.field], set: { ...found, mode } });
  return rule;
}

/** True if a field offers the codes of this code system or value set. */
export async function isOffered(
  db: Database,
  { practiceId }: InPractice,
  { kind, uri }: Terminology,
): Promise<boolean> {
  const rules = await all(db).execute({ practiceId });
  return rules.some((rule) => rule.kind === kind && rule.uri === uri);
}

const offered = prepared(["practiceId", "kind", "uri", "system", "codes"], (db) => {
  const found = db
    .select({ display: concept.display, synonyms: concept.synonyms })
    .from(concept)
    .where(
      and(
        eq(concept.practiceId, sql.placeholder("practiceId")),
        eq(concept.terminologyId, terminology.id),
        sql`${concept.code} = any(${sql.placeholder("codes")}::text[])`,
        eq(concept.system, sql.placeholder("system")),
        eq(concept.isRetired, false),
      ),
    )
    .limit(1)
    .as("found");
  return db
    .select({ display: found.display, synonyms: found.synonyms })
    .from(terminology)
    .innerJoinLateral(found, sql`true`)
    .where(and(...given(terminology, "practiceId", "kind", "uri"), terminology.isLatest));
});

type Offered = Pick<CodeField, "uri"> & { kind: Terminology["kind"]; system: string; code: string };

/** Returns the terms of a code that a field offers. Undefined if it does not offer the code. */
export async function findOffered(
  db: Database,
  { practiceId }: InPractice,
  { kind, uri, system, code }: Offered,
): Promise<{ display: string; synonyms: string } | undefined> {
  const [entry] = await offered(db).execute({
    practiceId,
    kind,
    uri,
    system,
    codes: spellingsOf(system, code),
  });
  return entry;
}

/** Checks whether a field offers a code, and what happens if it does not. */
export async function checkCode(
  db: Database,
  scope: InPractice,
  { field, system, code }: CheckCode,
): Promise<CheckedCode> {
  const rule = await findRule(db, scope, field);
  if (!rule) return { isOffered: true, mode: "take" };
  const entry = await findOffered(db, scope, { ...rule, system, code });
  return { isOffered: entry !== undefined, mode: rule.mode };
}
