import type { Database } from "@caretype/db";
import { countInvitations } from "../../identity/practice/invitation/queries.ts";
import type { Permission } from "../../kernel/permissions/permissions.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { countWaitingUploads } from "../import/upload/queries.ts";
import type { Counts } from "./counts.ts";
import type { Tasks } from "./schema.ts";

/** Counts what the caller may act on or look at. */
export async function findTasks(db: Database, scope: Scope, counts: Counts): Promise<Tasks> {
  const may = (...needed: Permission[]) => needed.every((each) => scope.permissions.has(each));
  const { practiceId } = scope;
  // One after another, as searchers are few.
  return {
    unassignedPatients: may("patient:read", "assignment:read")
      ? (await counts.unassigned(db, practiceId)).unassigned
      : null,
    possibleDuplicates: may("patient:read") ? await counts.pairs(db, practiceId) : null,
    invitations: may("member:manage") ? await countInvitations(db, scope) : null,
    imports: may("import:run") ? await countWaitingUploads(db, scope) : null,
  };
}
