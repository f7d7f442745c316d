import { type Database, prepared, schema } from "@caretype/db";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { keyset } from "../field/paging.ts";
import { matches, type Sought } from "../field/search-patterns.ts";
import type { Scope } from "../procedure/scope.ts";
import { patientColumns } from "./queries.ts";
import type { Patient } from "./schema.ts";

const { patient } = schema;

/** How many of a practice's patients are looked through one by one, which takes about a millisecond. */
const nearby = 5_000;

const columns = { ...patientColumns, sortName: patient.sortName };

type Order = "newest" | "oldest";

type Search = {
  sought: Sought;
  gender: Patient["gender"] | undefined;
  sort: Order;
  /** The patient that the search begins after. */
  after: string;
  limit: number;
};

/**
 * The first patients that match, in the order of their ids. First the nearest ones are walked along an index that has
 * all that is searched in. That is all of most practices: what a search costs there depends on the practice alone,
 * while the trigram index is everybody's, and takes longer the more patients the others have. Only when too few
 * matched and the practice goes on, the planner may choose between that index and walking on.
 */
export async function searchPatients(db: Database, scope: Scope, search: Search) {
  const { sought, gender = null, sort, after: id, limit } = search;
  const { practiceId } = scope;
  const near = await nearest[sort](db).execute({ practiceId, id, limit, ...sought, gender });
  const found = near.flatMap((row) => row.patient ?? []);
  const last = near[0]?.last;
  if (!last) return found;
  const farther = await selectFarther(db, scope, { ...search, after: last, limit: limit - found.length });
  return [...found, ...farther];
}

const nearest = { newest: nearestMatches("newest"), oldest: nearestMatches("oldest") };

const hasAll = (patterns: keyof Sought) => sql`
  search_text like all (
    case when ${sql.placeholder(patterns)}::text[] is not null
      then array(select fold_text(pattern) from unnest(${sql.placeholder(patterns)}::text[]) as pattern)
    end
  )`;

const isAsked = sql`
  (${hasAll("words")} or ${hasAll("numbers")})
  and (${sql.placeholder("gender")}::text is null or gender = ${sql.placeholder("gender")})`;

/** Each row, and there is one at least, says where the walk ended if too few matched and there are more. */
function nearestMatches(sort: Order) {
  return prepared(["limit", "practiceId", "id", "words", "numbers", "gender"], (db) => {
    const { orderBy, after } = keyset(patient, sort);
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
      .where(isAsked)
      .orderBy(sort === "newest" ? desc(walked.id) : asc(walked.id))
      .limit(sql.placeholder("limit"));
    const end = walk()
      .offset(nearby - 1)
      .limit(1)
      .as("end");
    const found = sql`(
      select ids, case when cardinality(ids) < ${sql.placeholder("limit")} then (select id from ${end}) end as last
      from (select array(${matching}) as ids offset 0) as matching
    ) as found left join lateral unnest(ids) as match(id) on true`;
    // A look-up for each: for any practice, an ordinary join is planned as a scan of its patients.
    const isMatch = and(isOwn, sql`${patient.id} = match.id`);
    const matched = db.select(columns).from(patient).where(isMatch).limit(1).as("patient");
    return db
      .select({ last: sql<string | null>`found.last`, patient: columns })
      .from(found)
      .leftJoinLateral(matched, sql`true`)
      .orderBy(...orderBy)
      .prepare(`patient_search_${sort}`);
  });
}

/** Only ids, so that an index alone can answer; a planner that sees the patterns tells rare words from common ones. */
function selectFarther(db: Database, scope: Scope, { sought, gender, sort, after: id, limit }: Search) {
  const { orderBy, after } = keyset(patient, sort);
  const isOwn = eq(patient.practiceId, scope.practiceId);
  const matching = db
    .select({ id: patient.id })
    .from(patient)
    .where(
      and(
        isOwn,
        after({ key: null, id }),
        matches(patient.searchText, sought),
        gender && eq(patient.gender, gender),
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
