import { type Database, prepared } from "@caretype/db";
import { doctorExternalId, patientExternalId, practice } from "@caretype/db/schema";
import { TRPCError } from "@trpc/server";
import { and, eq, sql } from "drizzle-orm";
import { type DomainError, RefusedInput } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import type { Permission } from "../permissions/permissions.ts";
import type { CompiledProcedure } from "./compile-procedure.ts";
import type { NumericId, RequestContext } from "./context.ts";
import type { Scope } from "./scope.ts";

/** A call of a procedure, by a surface or tRPC's own caller. */
export type ProcedureCall = {
  ctx: RequestContext;
  path: string;
  type: string;
  getRawInput(): Promise<unknown>;
  signal: AbortSignal | undefined;
  batchIndex: number;
};

/** The steps of one call. Guards decide which ones run, and in which order. */
export class CallSteps {
  readonly call: ProcedureCall;
  readonly #procedure: CompiledProcedure;
  #input: unknown;
  #refused: unknown;

  constructor(procedure: CompiledProcedure, call: ProcedureCall) {
    this.#procedure = procedure;
    this.call = call;
  }

  /** The checked input, after `readInput`. */
  get input(): unknown {
    return this.#input;
  }

  get takesCursor(): boolean {
    return this.#procedure.takesCursor;
  }

  /** Reads and checks the input. Rejects if it is invalid. */
  async readInput(): Promise<void> {
    const { inputSchema } = this.#procedure;
    if (!inputSchema) return;
    const raw = await this.call.getRawInput().catch((error: unknown) => {
      if (error instanceof RefusedInput) this.#refused = error.input;
      throw error;
    });
    const parsed = inputSchema.safeParse(raw);
    if (!parsed.success) {
      this.#refused = raw;
      throw new TRPCError({ code: "BAD_REQUEST", cause: parsed.error });
    }
    this.#input = parsed.data;
  }

  /** Puts the ids of records into the input, in the place of the numbers that were sent for them. Those of none stay. */
  async resolveNumericIds(scope: Scope): Promise<void> {
    const { numericIds, services } = this.call.ctx;
    if (numericIds === undefined || !isObject(this.#input)) return;
    const found = await findByNumbers(services.database.reader, scope, numericIds);
    this.#input = { ...this.#input, ...found };
    this.call.ctx.numericIds = numericIds.filter(({ field }) => found[field] === undefined);
  }

  /**
   * Removes from the input what its sender may not set.
   * @throws {DomainError} `PERMISSION_DENIED` if that would lose a change.
   */
  limitInput(held: ReadonlySet<Permission>): void {
    this.#procedure.fieldGuards().limitInput?.(this.#input, held);
  }

  /** Runs the body with the context that the guard adds, and checks the output. */
  async run(added: object): Promise<unknown> {
    const { resolver, parseOutput } = this.#procedure;
    const output = await resolver(new BodyCall({ ...this.call.ctx, ...added }, this.#input, this.call));
    if (!parseOutput) return output;
    const parsed = parseOutput(output);
    if (parsed.success) return parsed.data;
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "Output validation failed",
      cause: parsed.error,
    });
  }

  /** Returns the answer without the fields that its reader may not see. */
  withhold(answer: unknown, held: ReadonlySet<Permission>): unknown {
    const { withhold } = this.#procedure.fieldGuards();
    return withhold ? withhold(answer, held) : answer;
  }

  /** Reports an error that the procedure does not declare. Returns the error to send. */
  declared(failure: DomainError): DomainError {
    const { path, ctx } = this.call;
    if (this.#procedure.codes().has(failure.code)) return failure;
    try {
      ctx.services.onUndeclaredCode(path, failure.code);
      return failure;
    } catch (error) {
      return toDomainError(error);
    }
  }

  /** Record ids in the input and the answer. For an invalid input, the ids in its fields. */
  subjects(answer?: unknown): ReadonlySet<string> {
    const { subjects } = this.#procedure;
    return this.#refused === undefined ? subjects.of(this.#input, answer) : subjects.ofRefused(this.#refused);
  }
}

const isObject = (input: unknown): input is object => typeof input === "object" && input !== null;

/**
 * The body's argument. A class, because a getter in an object literal makes V8 create a hidden class per call in its
 * old generation, which keeps the call's objects alive past minor collections.
 */
class BodyCall {
  readonly ctx: object;
  readonly input: unknown;
  readonly path: string;
  readonly batchIndex: number;
  readonly #call: ProcedureCall;

  constructor(ctx: object, input: unknown, call: ProcedureCall) {
    this.ctx = ctx;
    this.input = input;
    this.path = call.path;
    this.batchIndex = call.batchIndex;
    this.#call = call;
  }

  /** A getter, because a surface may create the signal on demand. */
  get signal(): AbortSignal | undefined {
    return this.#call.signal;
  }
}

const ofPractice = (system: typeof patientExternalId.system | typeof doctorExternalId.system) =>
  and(eq(practice.id, sql.placeholder("practiceId")), eq(practice.numericIds, system));

const patientByNumber = prepared(["practiceId", "number"], (db) =>
  db
    .select({ id: patientExternalId.patientId })
    .from(practice)
    .innerJoin(
      patientExternalId,
      and(
        eq(patientExternalId.practiceId, practice.id),
        eq(patientExternalId.value, sql.placeholder("number")),
      ),
    )
    .where(ofPractice(patientExternalId.system)),
);

const doctorByNumber = prepared(["practiceId", "number"], (db) =>
  db
    .select({ id: doctorExternalId.doctorId })
    .from(practice)
    .innerJoin(doctorExternalId, eq(doctorExternalId.value, sql.placeholder("number")))
    .where(ofPractice(doctorExternalId.system)),
);

/**
 * Returns the ids of records by the numbers of a former system, by field. Unknown ones are absent, and so are all others
 * unless the practice has named the system.
 */
async function findByNumbers(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  numbers: readonly NumericId[],
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { field, of, number } of numbers) {
    const statement = of === "patient" ? patientByNumber : doctorByNumber;
    const [record] = await statement(db).execute({ practiceId, number });
    if (record) found[field] = record.id;
  }
  return found;
}
