import { TRPCError } from "@trpc/server";
import { type DomainError, RefusedInput } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import type { Permission } from "../permissions/permissions.ts";
import type { CompiledProcedure } from "./compile-procedure.ts";
import type { RequestContext } from "./context.ts";
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

  /** Replaces texts sent in the place of ids by the ids. Unknown ones stay. */
  async resolveFormerIds(scope: Scope): Promise<void> {
    const { formerIds, services } = this.call.ctx;
    if (formerIds === undefined || !isObject(this.#input)) return;
    const found: Record<string, string> = {};
    for (const findIds of services.findIds)
      Object.assign(found, await findIds(services.database.reader, scope, formerIds));
    this.#input = { ...this.#input, ...found };
    this.call.ctx.formerIds = formerIds.filter(({ field }) => found[field] === undefined);
  }

  /**
   * Removes fields from the input that its sender may not set.
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
 * The body's argument. A class: for a getter in an object literal, V8 creates a hidden class per call in its old
 * generation, which keeps the call's objects alive past minor collections.
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
