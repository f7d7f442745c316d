import type { Descriptions } from "@caretype/core/kernel/audit-log/description";
import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import type { ClinicalId } from "@caretype/core/kernel/field/ids";
import { pageOf } from "@caretype/core/kernel/field/schemas";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import { protectedProcedure } from "@caretype/core/kernel/procedure/builder";
import { type InputBounds, ordinaryInput } from "@caretype/core/kernel/procedure/input-bounds";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { readHistoryProcedures } from "@caretype/core/mechanisms/history/procedures";
import type { VersionRow } from "@caretype/core/mechanisms/history/queries";
import type { ReadableKind } from "@caretype/core/mechanisms/history/record-kind";
import type { Change } from "@caretype/core/mechanisms/record/record-queries";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import type { Database } from "@caretype/db";
import { z } from "zod";
import { type enterInErrorOf, type ListRecords, recordFilters } from "./schema.ts";

type Page<Row> = { items: Row[]; nextCursor: string | null };

type Described = "list" | "byId" | "create" | "update" | "enterInError";

/** The result of `clinicalRecord`. */
type Records<
  Row extends { id: ClinicalId },
  NotFound extends ErrorCode,
  Version extends VersionRow,
  Content,
> = {
  history: ReadableKind<Version, Row, Content, NotFound>;
  describes: Record<Described, Descriptions>;
  list(db: Database, scope: Scope, input: ListRecords): Promise<Page<Row>>;
  find(db: Database, scope: Scope, id: Row["id"]): Promise<Row>;
};

type Kind<Row extends { id: ClinicalId }, Answer, Given, Sent, New, Changes, SentChanges, Named, Refused> = {
  /** The answer to a new or changed record. */
  answer: z.ZodType<Answer>;
  create: z.ZodType<Given, Sent>;
  /** The result of `newRecords`. */
  requireNew(db: Database, scope: Scope, input: Given): Promise<New>;
  /** Fields that an update may send, besides the id and the version. */
  update: z.ZodType<Change<Row["id"]> & Changes, SentChanges>;
  /** The result of `enterInErrorOf`. The mock needs inputs that schemas export with all their rules. */
  enterInError: ReturnType<typeof enterInErrorOf<z.ZodType<Row["id"], Row["id"]>>>;
  /** Texts for the REST routes: the noun for one record, and descriptions of the list and of a new record. */
  says: { one: string; list: string; create: string };
  /** Not-found codes of other records that a record refers to, such as `DOCTOR_NOT_FOUND`. */
  named?: readonly Named[];
  /** Other codes that refuse a new or changed record. */
  refusals?: readonly Refused[];
  /** For records with long lists. */
  bounds?: { inputBounds: InputBounds };
};

type Bodies<Row extends { id: ClinicalId }, Answer, New, Changes> = {
  create(db: Database, scope: Scope, input: New): Promise<Answer>;
  update(context: ChangeContext, change: Change<Row["id"]>, changes: Changes): Promise<Answer>;
  enterInError(context: ChangeContext, change: Change<Row["id"]> & { reason: string }): Promise<Row>;
};

const newErrors = [
  "PATIENT_NOT_FOUND",
  "DUPLICATE_RECORD",
  "ENCOUNTER_NOT_FOUND",
  "ENCOUNTER_LOCKED",
] as const satisfies ErrorCode[];

/** Declares the procedures that each kind of clinical record has. */
export function recordProcedures<
  Row extends Content & { id: ClinicalId },
  NotFound extends ErrorCode,
  Version extends VersionRow,
  Content extends object,
  Answer,
  Given,
  Sent,
  New,
  Changes extends object,
  SentChanges,
  Named extends ErrorCode = never,
  Refused extends ErrorCode = never,
>(
  records: Records<Row, NotFound, Version, Content>,
  bodies: Bodies<Row, Answer, New, Changes>,
  kind: Kind<Row, Answer, Given, Sent, New, Changes, SentChanges, Named, Refused>,
) {
  const { history, describes } = records;
  const { id, notFound, restBase } = history;
  const { says, named = [], refusals = [], bounds = { inputBounds: ordinaryInput } } = kind;
  const changeErrors = [notFound, "RECORD_IN_ERROR", "STALE_VERSION", ...named] as const;
  // tRPC's types of an input and of a body's result are conditional on the schemas, which are generic here. Inputs
  // and outputs are still checked.
  const record: z.ZodType<Row> = history.record;
  const page: z.ZodType<Page<Row>> = pageOf(record);
  return {
    list: protectedProcedure("clinical:read", { describes: describes.list, errors: ["PATIENT_NOT_FOUND"] })
      .rest(`GET ${restBase}`, says.list, { also: [`GET /patients/{patientId}${restBase}`] })
      .input(z.strictObject(recordFilters))
      .output(page)
      .query(({ ctx, input }) => pageOfPatient(ctx, input, records.list)),

    byId: protectedProcedure("clinical:read", { describes: describes.byId, errors: [notFound] })
      .rest(`GET ${restBase}/{id}`, `Read ${says.one.replace(/^an? /, "one ")}`)
      .input(z.strictObject({ id }))
      .output(record)
      .query(({ ctx, input }) => records.find(ctx.db, ctx.scope, input.id)),

    create: protectedProcedure("clinical:write", {
      describes: describes.create,
      errors: [...newErrors, ...named, ...refusals],
    })
      .rest(`POST ${restBase}`, says.create, { status: 201 })
      .meta(bounds)
      .input(kind.create)
      .output(kind.answer)
      .mutation(async ({ ctx, input }) => {
        const given = await kind.requireNew(ctx.db, ctx.scope, input as Given);
        return bodies.create(ctx.db, ctx.scope, given);
      }),

    update: protectedProcedure("clinical:write", {
      describes: describes.update,
      errors: [...changeErrors, "ENCOUNTER_LOCKED", ...refusals],
    })
      .rest(`PATCH ${restBase}/{id}`, `Change ${says.one}`, {
        description:
          "In a locked encounter, only what goes on may change, such as the status of a diagnosis.",
      })
      .meta(bounds)
      .input(kind.update)
      .output(kind.answer)
      .mutation(({ ctx, input: { id: of, expectedVersion, ...changes } }) =>
        bodies.update(ctx, { id: of, expectedVersion }, changes as object as Changes),
      ),

    enterInError: protectedProcedure("clinical:write", {
      describes: describes.enterInError,
      errors: changeErrors,
    })
      .rest(`POST ${restBase}/{id}/error`, `Mark ${says.one} as entered in error, with a reason`, {
        description: "It leaves lists. Its history stays.",
      })
      .input(kind.enterInError)
      .output(record)
      .mutation(({ ctx, input }) => bodies.enterInError(ctx, input)),

    ...readHistoryProcedures<Version, Row, Content, NotFound>(history),
  };
}
