import { type Database, prepared } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { keyset } from "../../kernel/field/paging.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { patientColumns } from "./queries.ts";
import type { Patient } from "./schema.ts";
import type { Asked } from "./search/asked.ts";
import { isMatch, isPreparedMatch, matchPlaceholders } from "./search/matching.ts";
import {
  at,
  type RankValues,
  ranked,
  rankParameters,
  rankPlaceholders,
  rankValues,
  tierOf,
} from "./search/tiers.ts";

/** Patients scanned before the trigram index may be used. Takes about a millisecond. */
const nearby = 5_000;

const columns = { ...patientColumns, sortName: patient.sortName };

/** `rest`: newest first, without the patients in a better tier. */
type Order = "newest" | "oldest" | "rest";

type Search = {
  asked: Asked;
  gender: Patient["gender"] | undefined;
  sort: Order;
  /** The search begins after this patient. */
  after: string;
  limit: number;
};

/**
 * Returns the first matching patients, ordered by id. Scans the nearest patients first, in an index that covers all
 * searched columns. Most practices are scanned whole, at a cost that depends only on their own size. The trigram
 * index covers all practices, so its cost grows with the others. The planner may use it only if too few patients
 * matched and more are left.
 */
export async function searchPatients(db: Database, scope: Scope, search: Search) {
  const { asked, gender = null, sort, after: id, limit } = search;
  const { practiceId } = scope;
  const near = await nearest[sort](db).execute({
    practiceId,
    id,
    limit,
    ...asked,
    ...asked.ranking,
    gender,
  });
  const found = near.flatMap((row) => row.patient ?? []);
  const last = near[0]?.last;
  if (!last) return found;
  const farther = await selectFarther(db, scope, { ...search, after: last, limit: limit - found.length });
  return [...found, ...farther];
}

const nearest = {
  newest: nearestMatches("newest"),
  oldest: nearestMatches("oldest"),
  rest: nearestMatches("rest"),
};

const isAsked = sql`${isPreparedMatch}
  and (${sql.placeholder("gender")}::text is null or gender = ${sql.placeholder("gender")})`;

/** A lookup by id, which leaves the outer query an index-only scan. */
const isRest = (values: RankValues, practiceId: unknown, id: unknown) => sql`(
  select ${tierOf(values)} = ${at("rest")} from ${patient} as ranked
  where ${ranked.practiceId} = ${practiceId} and ${ranked.id} = ${id} limit 1
)`;

const walkedSort = (sort: Order) => (sort === "oldest" ? "oldest" : "newest");

/** Returns at least one row. Each has the id at which the scan ended, if too few matched and more are left. */
function nearestMatches(sort: Order) {
  const names = ["limit", "practiceId", "id", "gender", ...matchPlaceholders, ...rankPlaceholders] as const;
  return prepared(names, (db) => {
    const { orderBy, after } = keyset(patient, walkedSort(sort));
    const isOwn = eq(patient.practiceId, sql.placeholder("practiceId"));
    const walk = () =>
      db
        .select({ id: patient.id, gender: patient.gender, searchText: patient.searchText })
        .from(patient)
        .where(and(isOwn, after()))
        .orderBy(...orderBy);
    const walked = walk().limit(nearby).as("walked");
    const matching = db
      .select({ id: walked.id })
      .from(walked)
      .where(
        sort === "rest"
          ? and(isAsked, isRest(rankParameters(), sql.placeholder("practiceId"), walked.id))
          : isAsked,
      )
      .orderBy(sort === "oldest" ? asc(walked.id) : desc(walked.id))
      .limit(sql.placeholder("limit"));
    const end = walk()
      .offset(nearby - 1)
      .limit(1)
      .as("end");
    const found = sql`(
      select ids, case when cardinality(ids) < ${sql.placeholder("limit")} then (select id from ${end}) end as last
      from (select array(${matching}) as ids offset 0) as matching
    ) as found left join lateral unnest(ids) as match(id) on true`;
    // A lateral look-up for each match: the planner turns an ordinary join into a scan of the practice's
    // patients.
    const isMatch = and(isOwn, sql`${patient.id} = match.id`);
    const matched = db.select(columns).from(patient).where(isMatch).limit(1).as("patient");
    return db
      .select({ last: sql<string | null>`found.last`, patient: columns })
      .from(found)
      .leftJoinLateral(matched, sql`true`)
      .orderBy(...orderBy);
  });
}

/**
 * Selects ids only, to allow an index-only scan. Not prepared: the planner needs the patterns to estimate how rare
 * they are.
 */
function selectFarther(db: Database, scope: Scope, { asked, gender, sort, after: id, limit }: Search) {
  const { orderBy, after } = keyset(patient, walkedSort(sort));
  const isOwn = eq(patient.practiceId, scope.practiceId);
  const matching = db
    .select({ id: patient.id })
    .from(patient)
    .where(
      and(
        isOwn,
        after({ key: null, id }),
        isMatch(asked),
        gender && eq(patient.gender, gender),
        sort === "rest" ? isRest(rankValues(asked), scope.practiceId, patient.id) : undefined,
      ),
    )
    .orderBy(...orderBy)
    .limit(limit)
    .as("matching");
  return db
    .select(columns)
    .from(matching)
    .innerJoin(patient, and(isOwn, eq(patient.id, matching.id)))
    .orderBy(...orderBy);
}
