import { type Database, pick, prepared } from "@caretype/db";
import { auditEntry } from "@caretype/db/schema";
import { and, asc, desc, eq, getTableColumns, gte, lt, lte, ne, type SQL, Subquery, sql } from "drizzle-orm";
import type { AccountId, AnyId, PatientId, PracticeId } from "../../../kernel/field/ids.ts";
import { accountNames } from "../../../mechanisms/account-name.ts";
import { technicalActions } from "./action-descriptions.ts";
import type { EntryOrder } from "./schema.ts";

/** Filters of a search, and the position after which it continues. Null: any. */
export type EntrySearch = {
  practiceId: PracticeId;
  at: string;
  id: string;
  from: string | null;
  until: string | null;
  /** Bounds of the current window, narrower than the requested period. */
  begin: string | null;
  end: string | null;
  accountId: AccountId | null;
  action: string | null;
  outcome: string | null;
  /** True: only technical calls. False: only others. */
  technical: boolean | null;
  limit: number;
  /** Subjects are most of a page's size. */
  withSubjects: boolean;
};

const given = (name: string, type: string) => sql`${sql.placeholder(name)}::${sql.raw(type)}`;
const isAny = (name: string, type: string, condition: SQL) =>
  sql`(${given(name, type)} is null or ${condition})`;

/** The same condition, written so that no index is used. */
const unindexed = (condition: SQL) => sql`(${condition}) is true`;

const isOwn = eq(auditEntry.practiceId, given("practiceId", "uuid"));
const sought = given("subjectIds", "uuid[]");
const namesSubject = sql`${auditEntry.subjectIds} && ${sought}`;

/** The actions are known only after the router is built. */
const isTechnical = () =>
  sql`${auditEntry.action} = any(${sql.raw(`'{${technicalActions().join(",")}}'`)}::text[])`;
const isOfKind = () =>
  isAny("technical", "boolean", sql`${isTechnical()} = ${given("technical", "boolean")}`);

const isBy = eq(auditEntry.accountId, given("accountId", "uuid"));
const isAction = eq(auditEntry.action, given("action", "text"));
const isOutcome = eq(auditEntry.outcome, given("outcome", "text"));

const filters = () =>
  and(
    isAny("accountId", "uuid", unindexed(isBy)),
    isAny("action", "text", isAction),
    isAny("outcome", "text", isOutcome),
    isOfKind(),
  );

/** A range of an index over `(at, id)`. The condition on `at` allows pruning partitions, unlike the row comparison. */
function range(sort: EntryOrder) {
  const [at, id] = [given("at", "timestamptz"), given("id", "uuid")];
  const place = sql`(${auditEntry.at}, ${auditEntry.id})`;
  return and(
    sort === "newest" ? sql`${place} < (${at}, ${id})` : sql`${place} > (${at}, ${id})`,
    sort === "newest" ? lte(auditEntry.at, at) : gte(auditEntry.at, at),
    gte(auditEntry.at, sql`coalesce(${given("from", "timestamptz")}, '-infinity')`),
    lt(auditEntry.at, sql`coalesce(${given("until", "timestamptz")}, 'infinity')`),
    gte(auditEntry.at, sql`coalesce(${given("begin", "timestamptz")}, '-infinity')`),
    lt(auditEntry.at, sql`coalesce(${given("end", "timestamptz")}, 'infinity')`),
  );
}

const orderBy = (sort: EntryOrder) =>
  sort === "newest" ? [desc(auditEntry.at), desc(auditEntry.id)] : [asc(auditEntry.at), asc(auditEntry.id)];

const shown = {
  ...pick(auditEntry, "at", "id", "accountId", "action", "outcome", "basis"),
  ...pick(auditEntry, "address", "requestId", "clientRequestId"),
  ...accountNames(sql`audit_entry.account_id`, sql`audit_entry.at`),
  /** Guards against nulls and nested arrays, which the table's owner could have written. */
  subjectIds: sql<
    AnyId[] | null
  >`case when ${given("withSubjects", "boolean")} and ${auditEntry.subjectIds} is not null then array(
    select named.id from unnest(${auditEntry.subjectIds}) as named (id) where named.id is not null) end`
    .mapWith(auditEntry.subjectIds)
    .as("shown_subject_ids"),
};

/** Additional columns for a subject's entries. */
const shownOfSubject = {
  ...shown,
  /** With several searched subjects, the first that the entry names. */
  meantId: sql<PatientId | null>`case when cardinality(${sought}) > 1 then (
    select looked_for.id from unnest(${sought}) with ordinality as looked_for (id, place)
    where looked_for.id = any(${auditEntry.subjectIds}) order by place limit 1) end`.as("meant_id"),
};

/** Placeholders common to all statements. */
const inRange = ["practiceId", "at", "id", "from", "until", "begin", "end"] as const;
const askedFor = ["accountId", "action", "outcome", "technical"] as const;

const bothOrders = <Made>(make: (sort: EntryOrder) => Made): Record<EntryOrder, Made> => ({
  newest: make("newest"),
  oldest: make("oldest"),
});

type Narrowed = { where: SQL[]; isPlannedEachTime: boolean };

const page = (sort: EntryOrder, { where, isPlannedEachTime }: Narrowed) =>
  prepared(
    ["withSubjects", ...inRange, ...askedFor, "limit"],
    (db) =>
      db
        .select(shown)
        .from(auditEntry)
        .where(and(...where, isOwn, range(sort), isOfKind()))
        .orderBy(...orderBy(sort))
        .limit(sql.placeholder("limit")),
    { isPlannedEachTime },
  );

const ofPractice = bothOrders((sort) => page(sort, { where: [], isPlannedEachTime: false }));

/** Conditions that have an index of their own. */
const narrowing = {
  accountId: [isBy],
  action: [isAction],
  // The index leaves out successful calls, so that most entries cost it nothing.
  outcome: [isOutcome],
  refusal: [isOutcome, ne(auditEntry.outcome, sql.raw("'ok'"))],
};
type Narrowing = keyof typeof narrowing;

/**
 * Planned with values, so that the planner knows which index has the fewest entries. A generic plan may scan all of the
 * practice's entries by primary key.
 */
const narrowed = bothOrders((sort) => {
  const pages = new Map<string, ReturnType<typeof page>>();
  return (by: readonly Narrowing[]) => {
    const key = by.join();
    const known =
      pages.get(key) ?? page(sort, { where: by.flatMap((name) => narrowing[name]), isPlannedEachTime: true });
    pages.set(key, known);
    return known;
  };
});

/**
 * Planned with values, so that the planner knows how many entries name the subject, and that the period covers whole
 * partitions. Otherwise it scans whole months by the index of instants.
 */
const ofSubject = bothOrders((sort) =>
  prepared(
    ["withSubjects", "subjectIds", ...inRange, ...askedFor, "limit"],
    (db) =>
      db
        .select(shownOfSubject)
        .from(auditEntry)
        .where(and(namesSubject, unindexed(isOwn), range(sort), filters()))
        .orderBy(...orderBy(sort))
        .limit(sql.placeholder("limit")),
    { isPlannedEachTime: true },
  ),
);

/** Keeps the table's own name, so that column references stay valid. */
const tableName = "audit_entry";

const walked = bothOrders((sort) =>
  prepared(["withSubjects", "subjectIds", ...inRange, "technical", "most", "limit"], (db) => {
    const nearest = db
      .select()
      .from(auditEntry)
      .where(and(isOwn, range(sort)))
      .orderBy(...orderBy(sort))
      .limit(sql.placeholder("most"))
      .as(tableName);
    return db
      .select(shownOfSubject)
      .from(nearest)
      .where(and(unindexed(namesSubject), isOfKind()))
      .orderBy(...orderBy(sort))
      .limit(sql.placeholder("limit"));
  }),
);

const fewOfSubject = bothOrders((sort) =>
  prepared(
    ["withSubjects", "subjectIds", ...inRange, "technical", "most", "limit"],
    (db) => {
      const all = db
        .select()
        .from(auditEntry)
        .where(and(namesSubject, unindexed(isOwn), range(sort), isOfKind()));
      // Materialized, because otherwise the limit makes the planner scan all entries instead of using the index.
      const few = new Subquery(
        sql`with scattered as materialized ${all} select * from scattered limit ${sql.placeholder("most")}`,
        getTableColumns(auditEntry),
        tableName,
      );
      return db
        .select({ ...shownOfSubject, found: sql<number>`(count(*) over ())::int`.as("found") })
        .from(few)
        .orderBy(...orderBy(sort))
        .limit(sql.placeholder("limit"));
    },
    { isPlannedEachTime: true },
  ),
);

type PracticeRow = Awaited<ReturnType<ReturnType<(typeof ofPractice)["newest"]>["execute"]>>[number];
/** `meantId`: the matching subject, if several were searched. */
export type EntryRow = PracticeRow & { meantId?: PatientId | null };
type Read<Search> = (db: Database, sort: EntryOrder, search: Search) => Promise<EntryRow[]>;
/** `subjectIds`: matches any of them. An array literal for PostgreSQL. */
export type OfSubject = EntrySearch & { subjectIds: string };

export const selectOfPractice: Read<EntrySearch> = (db, sort, search) => ofPractice[sort](db).execute(search);

export const selectNarrowed: Read<EntrySearch> = (db, sort, search) =>
  narrowed[sort](narrowingOf(search))(db).execute(search);

const narrowingOf = ({ accountId, action, outcome }: EntrySearch): Narrowing[] => [
  ...(accountId === null ? [] : (["accountId"] as const)),
  ...(action === null ? [] : (["action"] as const)),
  ...(outcome === null ? [] : ([outcome === "ok" ? "outcome" : "refusal"] as const)),
];

/** Looks up all entries of the subjects, and sorts them. */
export const selectOfSubject: Read<OfSubject> = (db, sort, search) => ofSubject[sort](db).execute(search);

/** For subjects with few entries. Undefined if there are more than the limit. */
export async function selectFewOfSubject(
  db: Database,
  sort: EntryOrder,
  search: OfSubject,
): Promise<EntryRow[] | undefined> {
  const few = Math.max(maxScattered, search.limit);
  const rows = await fewOfSubject[sort](db).execute({ ...search, most: few + 1 });
  return (rows[0]?.found ?? 0) > few ? undefined : rows.map(({ found: _found, ...row }) => row);
}

const maxScattered = 300;
/** Scanned entries of a practice per requested one, with bounds. */
const walk = { perEntry: 100, min: 5_000, max: 25_000 };

/** Scans the practice's nearest entries, for subjects that many of them name. */
export const selectNearestOfSubject: Read<OfSubject> = (db, sort, search) =>
  walked[sort](db).execute({
    ...search,
    most: Math.min(Math.max(walk.perEntry * search.limit, walk.min), walk.max),
  });
