import { isDeepStrictEqual } from "node:util";
import { currentTime } from "../../kernel/field/time.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import { lockMembersWith } from "../practice/lock-members.ts";
import { changeApiKey, lockApiKey } from "./queries.ts";
import { requireGrantable } from "./rules.ts";
import type { ApiKey, UpdateApiKey } from "./schema.ts";

/** Rejects with `API_KEY_NOT_FOUND`, `STALE_VERSION`, or `INVALID_INPUT` for what the caller cannot grant. */
export async function updateApiKey(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...asked }: UpdateApiKey,
): Promise<ApiKey> {
  await lockMembersWith(db, scope, "api-key:manage");
  const locked = await lockApiKey(db, scope, { id, expectedVersion });
  const changes = changesTo(locked, asked);
  if (Object.keys(changes).length === 0) {
    audit.unchanged();
    return locked;
  }
  requireGrantable(changes, { held: scope.permissions, had: locked.permissions, now: currentTime() });
  return changeApiKey(db, scope, { locked, changes });
}

type Asked = Omit<UpdateApiKey, "id" | "expectedVersion">;

/** The requested changes that differ from the current key. */
function changesTo({ name, permissions, dialect, expiresAt }: ApiKey, asked: Asked): Asked {
  const isSameExpiry =
    asked.expiresAt === expiresAt ||
    (asked.expiresAt && expiresAt && Date.parse(asked.expiresAt) === Date.parse(expiresAt));
  const arePermissionsSame = isDeepStrictEqual(asked.permissions?.toSorted(), permissions.toSorted());
  return {
    ...(asked.name !== undefined && asked.name !== name && { name: asked.name }),
    ...(asked.dialect !== undefined && asked.dialect !== dialect && { dialect: asked.dialect }),
    ...(asked.permissions && !arePermissionsSame && { permissions: asked.permissions }),
    ...(asked.expiresAt !== undefined && !isSameExpiry && { expiresAt: asked.expiresAt }),
  };
}
