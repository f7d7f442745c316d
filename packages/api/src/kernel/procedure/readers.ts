import { DatabaseUnavailable, sqlStateOf } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import type { Services } from "../../services.ts";
import { isLongPage } from "../field/paging.ts";
import type { ProtectedContext } from "./body-context.ts";
import type { Scope } from "./scope.ts";

/** Where the lists and searches of a call go. */
export type Readers = Pick<ProtectedContext, "searcher" | "pageReader">;

export function primaryReaders(
  { database }: Pick<Services, "database">,
  { practiceId }: Pick<Scope, "practiceId">,
): Readers {
  const searcher = () => database.searcher(practiceId);
  return { searcher, pageReader: (page) => (isLongPage(page) ? searcher() : database.reader) };
}

type Query = {
  /** What the caller has seen, unverified. "" if unknown. */
  position: string;
  scope: Scope;
  /** The primary's. */
  fallback: Readers;
};

/**
 * Runs a query's body on a replica, if there is one that has seen what the caller has. Replicas may lack a record that
 * the primary has, such as one that a colleague has just created. So if the body fails, the primary answers.
 */
export async function readOnReplica<T>(
  replicas: Replicas,
  { position, scope, fallback }: Query,
  run: (readers: Readers) => Promise<T>,
): Promise<T> {
  const { practiceId: caller, sessionId, accountId } = scope;
  const reads = replicas.reads({ caller, session: sessionId ?? accountId, position });
  const searcher = () => reads.search;
  try {
    return await run({ searcher, pageReader: (page) => (isLongPage(page) ? searcher() : reads.list) });
  } catch (error) {
    if (!reads.usedReplica || isOfDatabase(error)) throw error;
    return run(fallback);
  }
}

/** The primary has already answered with it, or would take as long. */
const isOfDatabase = (error: unknown) =>
  error instanceof DatabaseUnavailable || sqlStateOf(error) !== undefined;
