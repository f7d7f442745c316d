import type { z } from "zod";
import type { Description, Descriptions } from "../../kernel/audit-log/description.ts";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import type { AnyId } from "../../kernel/field/ids.ts";
import { protectedProcedure } from "../../kernel/procedure/builder.ts";
import type { VersionRow } from "./queries.ts";
import { RecordHistory } from "./record-history.ts";
import type { ReadableKind, RecordKind } from "./record-kind.ts";
import { historyInputs, historySchemas } from "./schema.ts";

/** A page is up to a few hundred records, each compared with the next. */
const historyCost = 5;

type Described = { called: string; described?: { practice: string; patient?: string } };

const describedBy =
  ({ called, described: { practice, patient } = ofPatient(called) }: Described) =>
  (say: (it: string) => Description): Descriptions => ({
    practice: say(practice),
    ...(patient !== undefined && { patient: say(patient) }),
  });

const ofPatient = (called: string): Required<Described>["described"] => ({
  practice: called,
  patient: `${called} of the patient`,
});

/** The procedures that read the history of a kind of record. They need the permission to read the record. */
export function readHistoryProcedures<
  Row extends VersionRow,
  Value extends Content & { id: AnyId },
  Content extends object,
  NotFound extends ErrorCode,
>(kind: ReadableKind<Row, Value, Content, NotFound>) {
  const { reads, restBase, notFound } = kind;
  const described = describedBy(kind);
  const inputs = historyInputs(kind.id);
  const schemas = historySchemas<Value, Content>(kind);
  // tRPC cannot check a body's return type against a generic type. Only the output check does.
  const record: z.ZodType<Value> = kind.record;
  const history = new RecordHistory<Row, Value, Content>(kind);
  return {
    history: protectedProcedure(reads, {
      describes: described((it) => `Read the history of ${it}`),
      errors: [notFound],
      cost: historyCost,
    })
      .rest(`GET ${restBase}/{id}/history`, `List the versions of ${kind.called}, newest first`)
      .input(inputs.ListVersions)
      .output(schemas.page)
      .query(({ ctx, input }) => history.list(ctx.pageReader(input), ctx.scope, input)),

    asOf: protectedProcedure(reads, {
      describes: described((it) => `Read ${it} at an earlier time`),
      errors: [notFound, "NOT_THERE_THEN"],
    })
      .rest(`GET ${restBase}/{id}/as-of`, `Read ${kind.called} as it was at an instant`)
      .input(inputs.RecordAsOf)
      .output(record)
      .query(({ ctx, input }) => history.asOf(ctx, input)),

    diff: protectedProcedure(reads, {
      describes: described((it) => `Compared versions of ${it}`),
      errors: [notFound, "VERSION_NOT_FOUND"],
    })
      .rest(`GET ${restBase}/{id}/diff`, `Compare two versions of ${kind.called}`)
      .input(inputs.DiffVersions)
      .output(schemas.diff)
      .query(({ ctx, input }) => history.diff(ctx, input)),
  };
}

/** All history procedures of a kind of record, even after its removal. */
export function historyProcedures<
  Row extends VersionRow,
  Value extends Content & { id: AnyId },
  Content extends object,
  NotFound extends ErrorCode,
  Refusal extends ErrorCode,
>(kind: RecordKind<Row, Value, Content, NotFound, Refusal>) {
  const { changes, restBase, notFound, refusals } = kind;
  const record: z.ZodType<Value> = kind.record;
  const history = new RecordHistory<Row, Value, Content>(kind);
  return {
    ...readHistoryProcedures<Row, Value, Content, NotFound>(kind),

    revert: protectedProcedure(changes, {
      describes: describedBy(kind)((it) => `Reverted ${it} to an earlier version`),
      errors: [notFound, "VERSION_NOT_FOUND", "STALE_VERSION", ...refusals],
    })
      .rest(`POST ${restBase}/{id}/revert`, `Revert ${kind.called} to an earlier version`)
      .input(historyInputs(kind.id).RevertRecord)
      .output(record)
      .mutation(({ ctx, input }) => history.revert(kind, ctx, input)),
  };
}
