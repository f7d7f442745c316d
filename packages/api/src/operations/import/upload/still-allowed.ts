import type { Database } from "@caretype/db";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import type { PracticeId } from "../../../kernel/field/ids.ts";
import { type Permission, rolePermissions, roles } from "../../../kernel/permissions/permissions.ts";
import { permissionsNow } from "./job-queries.ts";
import type { JobCaller } from "./request-job.ts";

type Asked = { practiceId: PracticeId; caller: JobCaller; needed: readonly Permission[] };

/** Checks permissions again, as the job may have waited. Throws `PERMISSION_DENIED`. */
export async function requireStillAllowed(
  db: Database,
  { practiceId, caller, needed }: Asked,
): Promise<void> {
  const found = await permissionsNow(db, practiceId, caller);
  const role = roles.find((each) => each === found?.role);
  const held: ReadonlySet<string> = role ? rolePermissions[role] : new Set(found?.granted ?? []);
  if (!needed.every((permission) => held.has(permission))) throw new DomainError("PERMISSION_DENIED");
}
