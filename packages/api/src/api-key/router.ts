import { Nothing } from "../field/schemas.ts";
import { holdMembersWith } from "../member/hold-members.ts";
import { perPractice, protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { newApiKey } from "./key-text.ts";
import { changeApiKey, insertApiKey, listApiKeys, lockApiKey, revokeApiKey } from "./queries.ts";
import { requireGrantable } from "./rules.ts";
import {
  ApiKey,
  ApiKeyById,
  ApiKeyPage,
  CreateApiKey,
  ListApiKeys,
  MadeApiKey,
  RotateApiKey,
  UpdateApiKey,
} from "./schema.ts";
import { updateApiKey } from "./update-api-key.ts";

/** They hold the practice's members, so that nobody is removed meanwhile: a practice's calls come one after the other. */
const onePerPractice = { serializeBy: perPractice };

export const apiKeyRouter = router({
  list: protectedProcedure("api-key:manage", { describes: "Looked at a list of API keys" })
    .meta(rest("GET /practices/mine/api-keys", "List your practice's API keys, newest first"))
    .input(ListApiKeys)
    .output(ApiKeyPage)
    .query(({ ctx, input }) => listApiKeys(ctx.pageReader(input), ctx.scope, input)),

  // Not keyed, as its answer has the key in it.
  create: protectedProcedure("api-key:manage", {
    describes: "Made an API key",
    ...onePerPractice,
    requireRecentAuth: true,
    keyed: false,
  })
    .meta(
      rest("POST /practices/mine/api-keys", "Make a service account with an API key", {
        status: 201,
        description:
          "The answer is the only place where the key itself is ever shown. It is sent as a bearer token, speaks for this practice, and stays good when whoever made it leaves.",
      }),
    )
    .input(CreateApiKey)
    .output(MadeApiKey)
    .mutation(async ({ ctx, input }) => {
      requireGrantable(input, { held: ctx.scope.permissions, now: Date.now() });
      await holdMembersWith(ctx.db, ctx.scope, "api-key:manage");
      const key = newApiKey();
      return { ...(await insertApiKey(ctx.db, ctx.scope, { ...input, key })), key };
    }),

  update: protectedProcedure("api-key:manage", {
    describes: "Changed an API key",
    ...onePerPractice,
    requireRecentAuth: true,
  })
    .meta(rest("PATCH /practices/mine/api-keys/{id}", "Change an API key's name, permissions or expiry"))
    .input(UpdateApiKey)
    .output(ApiKey)
    .mutation(async ({ ctx, input }) => {
      const updated = await updateApiKey(ctx, input);
      ctx.afterCommit(() => ctx.services.principals.forget({ account: updated.accountId }));
      return updated;
    }),

  rotate: protectedProcedure("api-key:manage", {
    describes: "Replaced an API key by a new one",
    ...onePerPractice,
    requireRecentAuth: true,
    keyed: false,
  })
    .meta(
      rest("POST /practices/mine/api-keys/{id}/rotate", "Replace an API key by a new one", {
        description:
          "The old key ends at once. The answer is the only place where the new one is ever shown.",
        record: ApiKey,
      }),
    )
    .input(RotateApiKey)
    .output(MadeApiKey)
    .mutation(async ({ ctx, input: { id, expectedVersion, ...renewed } }) => {
      requireGrantable(renewed, { held: ctx.scope.permissions, now: Date.now() });
      await holdMembersWith(ctx.db, ctx.scope, "api-key:manage");
      const locked = await lockApiKey(ctx.db, ctx.scope, { id, expectedVersion });
      const key = newApiKey();
      const rotated = await changeApiKey(ctx.db, ctx.scope, { locked, changes: { ...renewed, key } });
      ctx.afterCommit(() => ctx.services.principals.forget({ account: rotated.accountId }));
      return { ...rotated, key };
    }),

  revoke: protectedProcedure("api-key:manage", { describes: "Ended an API key", ...onePerPractice })
    .meta(rest("DELETE /practices/mine/api-keys/{id}", "End an API key", { status: 204 }))
    .input(ApiKeyById)
    .output(Nothing)
    .mutation(async ({ ctx, input: { id } }) => {
      await holdMembersWith(ctx.db, ctx.scope, "api-key:manage");
      const account = await revokeApiKey(ctx.db, ctx.scope, id);
      ctx.afterCommit(() => ctx.services.principals.forget({ account }));
    }),
});
