import { type Database, sqlStateOf } from "@caretype/db";
import { z } from "zod";
import { type Description, ofPatient } from "../../kernel/audit-log/description.ts";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import { isActorId } from "../../kernel/field/ids.ts";
import { ExpectedVersion, Nothing, PageInput, pageOf } from "../../kernel/field/schemas.ts";
import type { Permission } from "../../kernel/permissions/permissions.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import { noSubjects, protectedProcedure } from "../../kernel/procedure/builder.ts";
import { type InputBounds, ordinaryInput } from "../../kernel/procedure/input-bounds.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type ListedRow, type ListInput, patientOf } from "./list-record.ts";
import type { Change } from "./record-queries.ts";

type Page<Row> = { items: Row[]; nextCursor: string | null };

/** What `listRecord` returns. */
type ListRecord<
  Row extends ListedRow,
  NotFound extends ErrorCode,
  Given,
  Changes,
  PatientCode extends ErrorCode,
> = {
  notFound: NotFound;
  /** Of a list about patients. */
  patientCodes: readonly PatientCode[];
  says: { one: string; many: string };
  path: `/${string}`;
  permissions: { read: Permission; manage: Permission };
  schema: z.ZodType<Row, Row> & { shape: { id: z.ZodType<Row["id"], Row["id"]> } };
  list(db: Database, scope: Scope, input: ListInput): Promise<Page<Row>>;
  find(db: Database, scope: Scope, id: Row["id"]): Promise<Row>;
  create(db: Database, scope: Scope, input: Given): Promise<Row>;
  update(context: ChangeContext, change: Change<Row["id"]>, changes: Changes): Promise<Row>;
  remove(db: Database, scope: Scope, change: Change<Row["id"]>): Promise<Row>;
};

/** An update has all fields of a creation but the patient and `Fixed`. An error names what it lacks. */
type Covering<Given, Changes, Fixed> =
  Exclude<keyof Given, keyof Changes | Fixed | "patientId"> extends never
    ? unknown
    : { fieldThatTheUpdateLacks: Exclude<keyof Given, keyof Changes | Fixed | "patientId"> };

type Changed<Row extends ListedRow, Given, Sent, Changes, SentChanges, Taken, Used, Fixed> = {
  create: z.ZodType<Given, Sent>;
  /** The fields that an update may send, besides the id and the version. */
  update: z.ZodType<Change<Row["id"]> & Changes, SentChanges> & Covering<Given, SentChanges, Fixed>;
  /** Fields that never change once the record is there. */
  fixed?: readonly Fixed[];
  /** The code of a key that is taken, such as `ROOM_NAME_TAKEN`. */
  taken?: Taken;
  /** The code of what still needs it, such as `ROOM_IN_USE`. */
  inUse?: Used;
  /** For records with long texts. */
  bounds?: { inputBounds: InputBounds };
};

/** The procedures of a list of a practice. */
export function listProcedures<
  Row extends ListedRow,
  NotFound extends ErrorCode,
  Given,
  Sent,
  Changes extends object,
  SentChanges,
  Taken extends ErrorCode = never,
  Used extends ErrorCode = never,
  PatientCode extends ErrorCode = never,
  Fixed extends keyof Given = never,
>(
  records: ListRecord<Row, NotFound, Given, Changes, PatientCode>,
  {
    create,
    update,
    taken,
    inUse,
    bounds = { inputBounds: ordinaryInput },
  }: Changed<Row, Given, Sent, Changes, SentChanges, Taken, Used, Fixed>,
) {
  const { notFound, says, path, permissions, patientCodes } = records;
  const { one, many } = says;
  const { id } = records.schema.shape;
  const single = one.replace(/^an? /, "one ");
  const subjects = isActorId(id) ? noSubjects("it names no person") : {};
  // tRPC's types of an input and of a body's result are conditional on the schemas, which are generic here. The checks of
  // input and output remain.
  const record: z.ZodType<Row> = records.schema;
  const page: z.ZodType<Page<Row>> = pageOf(record);
  const takenCodes = taken === undefined ? [] : [taken];
  const usedCodes = inUse === undefined ? [] : [inUse];
  const describe = (what: Description) => (patientCodes.length > 0 ? ofPatient(what) : what);
  return {
    list: protectedProcedure(permissions.read, { describes: describe(`Listed ${many}`) })
      .rest(`GET ${path}`, `List the practice's ${many}, newest first`)
      .meta(subjects)
      .input(PageInput.prefault({}))
      .output(page)
      .query(({ ctx, input }) => records.list(ctx.pageReader(input), ctx.scope, input)),

    byId: protectedProcedure(permissions.read, { describes: describe(`Read ${one}`), errors: [notFound] })
      .rest(`GET ${path}/{id}`, `Read ${single}`)
      .meta(subjects)
      .input(z.strictObject({ id }))
      .output(record)
      .query(({ ctx, input }) => records.find(ctx.db, ctx.scope, input.id)),

    create: protectedProcedure(permissions.manage, {
      describes: describe(`Added ${one}`),
      errors: [...patientCodes, ...takenCodes],
    })
      .rest(`POST ${path}`, `Add ${one} to the practice`, { status: 201 })
      .meta({ ...subjects, ...bounds })
      .input(create)
      .output(record)
      .mutation(({ ctx, input }) => records.create(ctx.db, ctx.scope, input as Given)),

    update: protectedProcedure(permissions.manage, {
      describes: describe(`Changed ${one}`),
      errors: [notFound, ...takenCodes, "STALE_VERSION"],
    })
      .rest(`PATCH ${path}/{id}`, `Change ${one}`)
      .meta({ ...subjects, ...bounds })
      .input(update)
      .output(record)
      .mutation(({ ctx, input: { id: of, expectedVersion, ...changes } }) =>
        records.update(ctx, { id: of, expectedVersion }, changes as object as Changes),
      ),

    remove: protectedProcedure(permissions.manage, {
      describes: describe(`Removed ${one}`),
      errors: [notFound, ...usedCodes, "STALE_VERSION"],
    })
      .rest(`DELETE ${path}/{id}`, `Remove ${one}`, { status: 204, record })
      .meta(subjects)
      .input(z.strictObject({ id, expectedVersion: ExpectedVersion }))
      .output(Nothing)
      .mutation(async ({ ctx, input }) => {
        try {
          ctx.audit.subjects(patientOf(await records.remove(ctx.db, ctx.scope, input)));
        } catch (error) {
          if (!inUse || sqlStateOf(error) !== "23503") throw error;
          throw new DomainError(inUse, { cause: error });
        }
      }),
  };
}
