import { z } from "zod";
import { ActorId, ApiKeyId } from "../field/ids.ts";
import { ExpectedVersion, Instant, Moment, PageInput, pageOf, requiredLine } from "../field/schemas.ts";
import { grantable } from "../permissions.ts";

/** A service account's key, as owners see it: the key itself is shown once, when it is made. */
export const ApiKey = z
  .object({
    id: ApiKeyId,
    name: z.string(),
    /** The key's first characters, by which it is told from others. */
    hint: z.string(),
    permissions: z.array(z.string()),
    /** The service's own: histories and the audit name it as who did something. */
    accountId: ActorId,
    createdBy: ActorId,
    createdByName: z.string().nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    /** Null: it is good until it is revoked. */
    expiresAt: Instant.nullable(),
    /** To about a minute. */
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    version: z.int(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.output<typeof ApiKey>;

export const MadeApiKey = ApiKey.extend({
  /** The whole key: this once. */
  key: z.string(),
}).meta({ id: "MadeApiKey" });
export type MadeApiKey = z.output<typeof MadeApiKey>;

export const ApiKeyPage = pageOf(ApiKey);
export type ApiKeyPage = z.output<typeof ApiKeyPage>;

export const ListApiKeys = PageInput.prefault({});
export type ListApiKeys = z.output<typeof ListApiKeys>;

const Permissions = z
  .array(z.enum(grantable))
  .min(1)
  .max(grantable.length)
  .transform((permissions) => grantable.filter((permission) => permissions.includes(permission)))
  .describe(
    "What the key may do: of what you may do yourself. What changes records answers them, so it wants what reads them, too: `patient:update` wants `patient:read`, and `patient:merge` wants `patient:read-clinical` besides; what is about assignments, or is refused because of them, wants `patient:read`, `doctor:read` and `assignment:read`. A key never looks after accounts, members or keys.",
  );

const Expiry = Moment.nullable().describe("When the key stops working; null: when it is revoked.");

const Name = requiredLine(100).describe("What the service is called, in histories and the audit too.");

export const CreateApiKey = z.strictObject({
  name: Name,
  permissions: Permissions,
  expiresAt: Expiry.optional(),
});
export type CreateApiKey = z.output<typeof CreateApiKey>;

export const UpdateApiKey = z.strictObject({
  id: ApiKeyId,
  name: Name.optional(),
  permissions: Permissions.optional(),
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
