import { z } from "zod";
import { type AccountId, ActorId, type AnyId } from "../../kernel/field/ids.ts";
import {
  AuthorName,
  ExpectedVersion,
  Instant,
  Moment,
  PageInput,
  pageOf,
} from "../../kernel/field/schemas.ts";
import { onlyWith, permissionOf } from "../../kernel/procedure/guarded-fields.ts";

const Version = z.int().min(1).max(2_147_483_647);

/** Inputs of the history procedures of one kind of record. */
export const historyInputs = <Of extends AnyId>(id: Checks<Of>) => ({
  ListVersions: z.strictObject({ id, ...PageInput.shape }),
  RecordAsOf: z.strictObject({
    id,
    at: Moment.describe(
      "The instant, such as 2026-11-20T17:28:00Z. In a URL, write + as %2B. A future instant counts as now.",
    ),
  }),
  DiffVersions: z.strictObject({
    id,
    from: Version.describe("The version to compare from."),
    to: Version.optional().describe(
      "The version to compare with. Default: the current one. It may be the older of the two.",
    ),
  }),
  RevertRecord: z.strictObject({
    id,
    version: Version.describe("The version to restore, as a new version."),
    expectedVersion: ExpectedVersion,
  }),
});
type HistoryInputs<Of extends AnyId> = ReturnType<typeof historyInputs<Of>>;
export type ListVersions<Of extends AnyId> = z.output<HistoryInputs<Of>["ListVersions"]>;
export type RecordAsOf<Of extends AnyId> = z.output<HistoryInputs<Of>["RecordAsOf"]>;
export type DiffVersions<Of extends AnyId> = z.output<HistoryInputs<Of>["DiffVersions"]>;
export type RevertRecord<Of extends AnyId> = z.output<HistoryInputs<Of>["RevertRecord"]>;

/** Written out, so that clients see it in types. */
export type Operation = "created" | "updated" | "removed" | "restored";
const Operation = z.enum(["created", "updated", "removed", "restored"] satisfies Operation[]);

/** The fields that differ. For a missing record, every field counts as null. */
export type Changes<Content> = {
  [Name in keyof Content]?:
    | {
        /** The value in the earlier version. Null if it was empty, or the record was missing. */
        from: Content[Name] | null;
        /** The value in the later version. Null if it is empty, or the record is missing. */
        to: Content[Name] | null;
      }
    | undefined;
};

export type RecordVersion<Value, Content> = {
  /** 1 for the first version. */
  version: number;
  /** The operation that created this version. */
  operation: Operation;
  /** The start of the change, in UTC. */
  changedAt: string;
  /** The author's account. Null if unknown. */
  changedBy: AccountId | null;
  /** The author's current name. Null if unknown, or only in another practice. */
  changedByName: string | null;
  /** The record as of the version. Null while it was removed, and if part of it has been erased. */
  record: Value | null;
  /** What differs from the version before. */
  changes: Changes<Content>;
};

export type VersionPage<Value, Content> = {
  /** The newest first. */
  items: RecordVersion<Value, Content>[];
  /** Send it as `cursor` for the next page. Null on the last page. */
  nextCursor: string | null;
};

export type RecordDiff<Content, Of> = {
  /** The record. */
  id: Of;
  /** The version that was compared. */
  from: number;
  /** The version that it was compared with. */
  to: number;
  /** The differences between the two. */
  changes: Changes<Content>;
};

/** A schema with a hand-written type, which editors read faster than an inferred one. */
type Checks<Value> = z.ZodType<Value, Value>;

/**
 * Outputs of the history procedures of one kind of record. `content`: the fields of a version, without derived ones
 * and those set by every change.
 */
export function historySchemas<Value extends { id: AnyId }, Content extends object>(kind: {
  /** The name of its table. Its schemas are named after it: `visit_type` → `VisitTypeVersion`. */
  type: string;
  id: Checks<Value["id"]>;
  record: Checks<Value>;
  content: z.ZodObject & Checks<Content>;
}): { page: Checks<VersionPage<Value, Content>>; diff: Checks<RecordDiff<Content, Value["id"]>> } {
  const name = kind.type.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const changes = changesOf(kind.content).meta({
    id: `${name}Changes`,
    description: "The fields that differ. For a missing record, every field counts as null.",
  });
  const version = z
    .object({
      version: z.int().describe("1 for the first version. `asOf`, `diff` and `revert` take it."),
      operation: Operation.describe("The operation that created this version."),
      changedAt: Instant.describe("When the change began, in UTC."),
      changedBy: ActorId.nullable().describe("The author of the change. Null if unknown."),
      changedByName: AuthorName,
      record: kind.record
        .nullable()
        .describe(
          "The record as of the version. Null while it was removed, and if part of it has been erased.",
        ),
      changes,
    })
    .meta({
      id: `${name}Version`,
      description: "A version of the record, and what differs from the one before.",
    });
  return {
    page: pageOf(version),
    diff: z.object({
      id: kind.id,
      from: z.int().describe("The version that was compared."),
      to: z.int().describe("The version that it was compared with."),
      changes,
    }),
  };
}

const before = "The earlier value. Null if there was none.";
const after = "The later value. Null if there is none.";

function changesOf<Content extends object>(content: z.ZodObject & Checks<Content>): Checks<Changes<Content>> {
  const entries = Object.entries(content.shape).map(([name, field]) => {
    const value = nullable(field);
    const change = z
      .object({ from: value.describe(before), to: value.describe(after) })
      .optional()
      .describe("Omitted if it did not change.");
    const permission = permissionOf(field);
    return [name, permission ? onlyWith(permission, change) : change] as const;
  });
  // The loop loses the names and types of the fields.
  return z.object(Object.fromEntries(entries)) as unknown as Checks<Changes<Content>>;
}

const nullable = (field: z.core.$ZodType) => (field instanceof z.ZodNullable ? field : z.nullable(field));
