import type { Database } from "@caretype/db";
import type { ErrorCode } from "../error/definitions.ts";
import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import { hooksOf } from "../hooks.ts";
import type { Scope } from "./scope.ts";

/** Details to add to a refusal, by code. Gets the ids in the input of the call. */
export type Explain = (db: Database, scope: Scope, ids: readonly string[]) => Promise<DomainError["details"]>;

declare module "../hooks.ts" {
  interface ModuleHooks {
    /** Each procedure explains a code alike, also that of a constraint. */
    explanations?: Partial<Record<ErrorCode, Explain>>;
  }
}

type Refused = { db: (scope: Scope) => Database; scope: Scope | undefined; ids: () => Iterable<string> };

/** Adds the explanation to an error, unless the database does not answer. */
export async function explainRefusal(error: unknown, { db, scope, ids }: Refused): Promise<DomainError> {
  const refusal = toDomainError(error);
  const explain = hooksOf("explanations").flatMap((each) => each[refusal.code] ?? [])[0];
  if (!explain || !scope) return refusal;
  const details = await explain(db(scope), scope, [...ids()]).catch(() => ({}));
  return new DomainError(refusal.code, { ...refusal.details, cause: refusal.cause, ...details });
}
