import { RestDialect } from "@caretype/core/kernel/field/dialect-schema";
import { ActorId, ApiKeyId } from "@caretype/core/kernel/field/ids";
import { lateEnum } from "@caretype/core/kernel/field/late-enum";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  AuthorName,
  CreatedAt,
  ExpectedVersion,
  Instant,
  Moment,
  PageInput,
  pageOf,
  requiredLine,
  UpdatedAt,
  Version,
} from "@caretype/core/kernel/field/schemas";
import { grantable } from "@caretype/core/kernel/permissions/permissions";
import { z } from "zod";

const Dialect = RestDialect.nullable().describe(
  "The former backend whose names, shapes and statuses REST answers with, as in the practice's settings. Null: as the practice says.",
);

/** A service account's key, as owners see it. The key itself is shown only once, when created. */
export const ApiKey = namedObject("ApiKey", "A service account's key, as owners see it.", {
  id: ApiKeyId,
  name: z.string().describe("The service that uses the key. Histories and the audit show it."),
  hint: z.string().describe("The key's first characters, to tell keys apart."),
  permissions: z.array(z.string()).describe("What the key may do, such as `patient:read`."),
  dialect: Dialect,
  accountId: ActorId.describe("The service's own account, which histories and the audit name."),
  createdBy: ActorId,
  createdByName: AuthorName,
  createdAt: CreatedAt,
  updatedAt: UpdatedAt,
  expiresAt: Instant.nullable().describe("When the key expires. Null: valid until revoked."),
  lastUsedAt: Instant.nullable().describe("To about a minute. Null if it was never used."),
  revokedAt: Instant.nullable().describe("When the key was revoked, for good. Null if it was not."),
  version: Version,
});
export type ApiKey = z.output<typeof ApiKey>;

export const MadeApiKey = ApiKey.extend({
  key: z.string().describe("The whole key, shown only once."),
})
  .describe("A new key, with its secret. It is shown only once.")
  .meta({ id: "MadeApiKey" });
export type MadeApiKey = z.output<typeof MadeApiKey>;

export const ApiKeyPage = pageOf(ApiKey);
export type ApiKeyPage = z.output<typeof ApiKeyPage>;

export const ListApiKeys = PageInput.prefault({});
export type ListApiKeys = z.output<typeof ListApiKeys>;

const Permissions = z
  .array(lateEnum(() => grantable))
  .min(1)
  .check(({ value, issues }) => {
    const maximum = grantable.length;
    if (value.length > maximum)
      issues.push({ code: "too_big", origin: "array", maximum, inclusive: true, input: value });
  })
  .meta({
    get maxItems() {
      return grantable.length;
    },
  })
  .transform((permissions) => grantable.filter((permission) => permissions.includes(permission)))
  .describe(
    "The key's permissions, among your own. Changing records also requires reading what the answers show: `patient:update` requires `patient:read`, and `patient:merge` also `patient:read-clinical`. Procedures that return assignments, or are refused because of them, require `patient:read`, `doctor:read` and `assignment:read`. Keys cannot manage accounts, members or keys.",
  );

const Expiry = Moment.nullable().describe("When the key expires. Null: valid until revoked.");

const Name = requiredLine(100).describe("The service's name, also shown in histories and the audit.");

export const CreateApiKey = z.strictObject({
  name: Name,
  permissions: Permissions,
  dialect: Dialect.optional(),
  expiresAt: Expiry.optional(),
});
export type CreateApiKey = z.output<typeof CreateApiKey>;

export const UpdateApiKey = z.strictObject({
  id: ApiKeyId,
  name: Name.optional(),
  permissions: Permissions.optional(),
  dialect: Dialect.optional(),
  expiresAt: Expiry.optional(),
  expectedVersion: ExpectedVersion,
});
export type UpdateApiKey = z.output<typeof UpdateApiKey>;

export const RotateApiKey = z.strictObject({
  id: ApiKeyId,
  expiresAt: Expiry.optional(),
  expectedVersion: ExpectedVersion,
});
export type RotateApiKey = z.output<typeof RotateApiKey>;

export const ApiKeyById = z.strictObject({ id: ApiKeyId });
