import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { TerminologyId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { advisoryLocks, type Database, given, newRow, pick, prepared, preparedInsert } from "@caretype/db";
import { concept, terminology } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { spellingsOf } from "../clinical/code-systems.ts";
import {
  type CodeByCode,
  type CodeEntry,
  codeLimits,
  type ListTerminologies,
  type StartCodes,
  type Terminology,
  type TerminologyPage,
} from "./schema.ts";

const { practiceId: _practice, versionName: version, ...others } = getTableColumns(terminology);
const columns = { ...others, version };
export const terminologyColumns = columns;

export type InPractice = Pick<Scope, "practiceId" | "accountId">;

const isInPractice = eq(terminology.practiceId, sql.placeholder("practiceId"));

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(terminology)
    .where(and(isInPractice, lt(terminology.id, sql.placeholder("id"))))
    .orderBy(desc(terminology.id))
    .limit(sql.placeholder("limit")),
);

/** Newest first, including unfinished ones. */
export const listTerminologies = (
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  input: ListTerminologies,
): Promise<TerminologyPage> => pageById(input, (place) => page(db).execute({ practiceId, ...place }));

const lockedById = prepared(["practiceId", "id"], (db) =>
  db
    .select(columns)
    .from(terminology)
    .where(and(isInPractice, eq(terminology.id, sql.placeholder("id"))))
    .for("update"),
);

/** Locks it until the transaction ends. Throws `CODES_IMPORT_NOT_FOUND`. */
export async function lockTerminology(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  id: TerminologyId,
): Promise<Terminology> {
  return onlyRow(await lockedById(db).execute({ practiceId, id }), "CODES_IMPORT_NOT_FOUND");
}

const unfinished = prepared(["practiceId"], (db) =>
  db
    .select({ id: terminology.id, isComplete: terminology.isComplete })
    .from(terminology)
    .where(and(isInPractice, eq(terminology.isComplete, false)))
    .limit(codeLimits.open),
);

const insertion = preparedInsert(terminology, columns);

/** Throws `TOO_MANY_UPLOADS`, and `CODES_IMPORTED` if the version exists, finished or not. */
export async function startCodes(
  db: Database,
  { practiceId, accountId: createdBy }: InPractice,
  { version: versionName, ...input }: StartCodes,
): Promise<Terminology> {
  await db.execute(
    sql`select pg_advisory_xact_lock(${advisoryLocks.importingCodes}, hashtext(${practiceId}))`,
  );
  const open = await unfinished(db).execute({ practiceId });
  if (open.length >= codeLimits.open) throw new DomainError("TOO_MANY_UPLOADS");
  return insertion(db).execute(
    newRow(terminology, { ...input, versionName, practiceId, id: newId<TerminologyId>(), createdBy }),
  );
}

const versionsOf = prepared(["practiceId", "kind", "uri"], (db) =>
  db
    .select(columns)
    .from(terminology)
    .where(and(isInPractice, ...given(terminology, "kind", "uri"))),
);

/** All finished versions of a code system or value set. */
export async function findVersions(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  { kind, uri }: Pick<Terminology, "kind" | "uri">,
): Promise<Terminology[]> {
  const rows = await versionsOf(db).execute({ practiceId, kind, uri });
  return rows.filter(({ isComplete }) => isComplete);
}

const conceptByCode = prepared(["practiceId", "terminologyId", "system", "codes"], (db) =>
  db
    .select(pick(concept, "system", "code", "display", "synonyms", "isRetired"))
    .from(concept)
    .where(
      and(
        ...given(concept, "practiceId", "terminologyId"),
        sql`${concept.code} = any(${sql.placeholder("codes")}::text[])`,
        eq(concept.system, sql.placeholder("system")),
      ),
    ),
);

export const asLines = (synonyms: string): string[] => synonyms.split("\n").filter((line) => line !== "");

/** Looks up a code in a version of its code system, by default the latest. */
export async function lookUpCode(
  db: Database,
  scope: Pick<Scope, "practiceId">,
  { system, code, version }: CodeByCode,
): Promise<CodeEntry | undefined> {
  const versions = await findVersions(db, scope, { kind: "code-system", uri: system });
  const one =
    version === undefined ? latestOf(versions) : versions.find((other) => other.version === version);
  if (!one) return undefined;
  const { practiceId } = scope;
  const codes = spellingsOf(system, code);
  const [row] = await conceptByCode(db).execute({ practiceId, terminologyId: one.id, system, codes });
  return row && { ...row, code, synonyms: asLines(row.synonyms), version: one.version };
}

/** The same, but throws `CODE_NOT_FOUND`. */
export async function findCode(
  db: Database,
  scope: Pick<Scope, "practiceId">,
  asked: CodeByCode,
): Promise<CodeEntry> {
  const entry = await lookUpCode(db, scope, asked);
  if (!entry) throw new DomainError("CODE_NOT_FOUND");
  return entry;
}

/** Numbers in a version are compared numerically: 2.9 comes before 2.80. */
const collator = new Intl.Collator("en", { numeric: true });

type Versioned = { version: string };

/** The latest version, or undefined if there is none. */
export const latestOf = <Of extends Versioned>(all: readonly Of[]): Of | undefined =>
  all.toSorted((one, other) => collator.compare(other.version, one.version))[0];

/** The latest version before a given one. */
export const before = <Of extends Versioned>(all: readonly Of[], { version }: Versioned): Of | undefined =>
  latestOf(all.filter((other) => collator.compare(other.version, version) < 0));
