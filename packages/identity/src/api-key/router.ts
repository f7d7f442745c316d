import { Nothing } from "@caretype/core/kernel/field/schemas";
import { currentTime } from "@caretype/core/kernel/field/time";
import { perPractice, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { lockMembersWith } from "../practice/lock-members.ts";
import { newApiKey } from "../session/principal/key-text.ts";
import {
  changeApiKey,
  insertApiKey,
  listApiKeys,
  lockApiKey,
  revokeApiKey,
  updateApiKey,
} from "./queries.ts";
import { requireGrantable } from "./rules.ts";
import * as schema from "./schema.ts";

/** Serialized per practice, because they lock its members, so that no member is removed meanwhile. */
const onePerPractice = { serializeBy: perPractice };

export const apiKeyRouter = router({
  list: protectedProcedure("api-key:manage", { describes: "Listed the API keys" })
    .rest("GET /practices/mine/api-keys", "List your practice's API keys, newest first")
    .input(schema.ListApiKeys)
    .output(schema.ApiKeyPage)
    .query(({ ctx, input }) => listApiKeys(ctx.pageReader(input), ctx.scope, input)),

  // Not keyed, as its answer contains the key.
  create: protectedProcedure("api-key:manage", {
    describes: "Created an API key",
    ...onePerPractice,
    requireRecentAuth: true,
    keyed: false,
  })
    .rest("POST /practices/mine/api-keys", "Create a service account with an API key", {
      status: 201,
      description:
        "The key is shown only in this answer. Send it as a bearer token. It acts for this practice, and remains valid when its creator leaves.",
    })
    .input(schema.CreateApiKey)
    .output(schema.MadeApiKey)
    .mutation(async ({ ctx, input }) => {
      requireGrantable(input, { held: ctx.scope.permissions, now: currentTime() });
      await lockMembersWith(ctx.db, ctx.scope, "api-key:manage");
      const key = newApiKey();
      return { ...(await insertApiKey(ctx.db, ctx.scope, { ...input, key })), key };
    }),

  update: protectedProcedure("api-key:manage", {
    describes: "Changed an API key",
    errors: ["API_KEY_NOT_FOUND", "STALE_VERSION"],
    ...onePerPractice,
    requireRecentAuth: true,
  })
    .rest("PATCH /practices/mine/api-keys/{id}", "Change an API key's name, permissions or expiry")
    .input(schema.UpdateApiKey)
    .output(schema.ApiKey)
    .mutation(({ ctx, input }) => updateApiKey(ctx, input)),

  rotate: protectedProcedure("api-key:manage", {
    describes: "Rotated an API key",
    errors: ["API_KEY_NOT_FOUND", "STALE_VERSION"],
    ...onePerPractice,
    requireRecentAuth: true,
    keyed: false,
  })
    .rest("POST /practices/mine/api-keys/{id}/rotate", "Rotate an API key", {
      description: "The old key is revoked at once. The new key is shown only in this answer.",
      record: schema.ApiKey,
    })
    .input(schema.RotateApiKey)
    .output(schema.MadeApiKey)
    .mutation(async ({ ctx, input: { id, expectedVersion, ...renewed } }) => {
      requireGrantable(renewed, { held: ctx.scope.permissions, now: currentTime() });
      await lockMembersWith(ctx.db, ctx.scope, "api-key:manage");
      const locked = await lockApiKey(ctx.db, ctx.scope, { id, expectedVersion });
      const key = newApiKey();
      const rotated = await changeApiKey(ctx.db, ctx.scope, { locked, changes: { ...renewed, key } });
      return { ...rotated, key };
    }),

  revoke: protectedProcedure("api-key:manage", {
    describes: "Revoked an API key",
    errors: ["API_KEY_NOT_FOUND"],
    ...onePerPractice,
  })
    .rest("DELETE /practices/mine/api-keys/{id}", "Revoke an API key", { status: 204 })
    .input(schema.ApiKeyById)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      await lockMembersWith(ctx.db, ctx.scope, "api-key:manage");
      await revokeApiKey(ctx.db, ctx.scope, id);
    }),
});
