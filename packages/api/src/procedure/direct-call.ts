import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { compileProcedureSubjects, type ProcedureSubjects } from "../audit/log/subjects.ts";
import { RefusedInput } from "../error/domain-error.ts";
import type { Permission } from "../permissions.ts";
import type { RequestContext } from "./context.ts";
import { compileInputLimit, compileWithholding, type LimitInput, type Withhold } from "./guarded-fields.ts";
import { compileParse, type Parse } from "./output-check.ts";

/** What a procedure is called with, by a surface or by tRPC's own caller. */
export type ProcedureCall = {
  ctx: RequestContext;
  path: string;
  type: string;
  getRawInput(): Promise<unknown>;
  signal: AbortSignal | undefined;
  batchIndex: number;
};

export type GuardedCall = Pick<ProcedureCall, "ctx" | "path" | "type" | "batchIndex">;

/** The steps of a call that a guard stands around: it decides whether and within what they run. */
export type Steps<Added, Result> = {
  /** Reads and checks the input; rejects when it is bad. To be awaited before `run`. */
  readInput(): Promise<void>;
  /** What was read. */
  input(): unknown;
  /** Takes from the input what its sender may not set. Rejects with `PERMISSION_DENIED`. */
  limitInput(held: ReadonlySet<Permission>): void;
  /** A result without the fields that its reader may not see. */
  shownTo(held: ReadonlySet<Permission>, result: Result): Result;
  /** The body and the output check, with what the guard adds to the context. */
  run(added: Added): Promise<Result>;
  outputOf(result: Result): unknown;
  /** Of an output that was made and checked before. */
  resultOf(output: unknown): Result;
  /** The ids in the input, as far as it was read, and in the result, if it is given; of an input that is bad, those that it asks for. */
  subjects(result?: Result): ReadonlySet<string>;
};

/** Stands around every call of a procedure. Rejects with TRPCError only. */
export type Guarding<Added> = <Result>(call: GuardedCall, steps: Steps<Added, Result>) => Promise<Result>;

type Middleware = (...parameters: never[]) => unknown;

/** The middlewares that `direct` knows how to run, with what they do. */
const guardings = new WeakMap<Middleware, Guarding<object>>();

export function registerGuarding<Added extends object>(
  middleware: Middleware,
  guarding: Guarding<Added>,
): void {
  guardings.set(middleware, guarding as Guarding<object>);
}

/**
 * tRPC runs a procedure as a chain of middlewares that each copy the call and its context, which costs about as much
 * as all the rest of a read. A procedure that is a guard, schemas and a body, and all of ours are, is called without
 * the chain; one with any other middleware is left as it is.
 */
export function direct<Record extends object>(record: Record): Record {
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    typeof value === "function" ? directProcedure(value) : value,
  ]);
  // The same names, with procedures of the same types.
  return Object.fromEntries(entries) as Record;
}

/** What tRPC keeps of a procedure; its own types say less. */
type Definition = {
  inputs: unknown[];
  output?: unknown;
  middlewares: (Middleware & { _type?: string })[];
  resolver: (options: object) => unknown;
};

function directProcedure(procedure: object): object {
  const definition: Definition | undefined = Reflect.get(procedure, "_def");
  if (!definition) return procedure;
  const subjects = compileProcedureSubjects(definition);
  const plan = planOf(definition, subjects);
  if (!plan) return isProcedure(procedure) ? chained(procedure, definition, subjects) : procedure;
  const shortened = Object.assign((call: ProcedureCall) => run(plan, call), procedure);
  directProcedures.add(shortened);
  return shortened;
}

const isProcedure = (value: object): value is (call: ProcedureCall) => unknown => typeof value === "function";

type ReadInput = { input?: unknown; refused?: unknown };
type Chained = {
  subjects: ProcedureSubjects;
  withhold: Withhold | undefined;
  readInput(): Promise<ReadInput>;
};

/** By the context of a call that goes through tRPC's chain, in which a guard cannot see the procedure. */
const chainedCalls = new WeakMap<RequestContext, Chained>();

function chained(
  procedure: (call: ProcedureCall) => unknown,
  { inputs, output }: Definition,
  subjects: ProcedureSubjects,
) {
  if (inputs.some((input) => isSchema(input) && compileInputLimit(input))) {
    throw new TypeError(
      "An input with a guarded field needs a procedure of a guard, schemas and a body alone.",
    );
  }
  const withhold = isSchema(output) ? compileWithholding(output) : undefined;
  return Object.assign((call: ProcedureCall) => {
    const ctx = { ...call.ctx };
    const readInput = async () => checkedInput(inputs, await call.getRawInput());
    chainedCalls.set(ctx, { subjects, withhold, readInput });
    return procedure({ ...call, ctx });
  }, procedure);
}

/** What the chain will check again, and refuse when it is bad: this is only for the ids in it. */
function checkedInput(inputs: unknown[], raw: unknown): ReadInput {
  const checked = inputs.filter((input) => input instanceof z.ZodType).map((input) => input.safeParse(raw));
  if (!checked.every(({ success }) => success)) return { refused: raw };
  // Of several, tRPC makes one object, too.
  const [first, ...others] = checked.map(({ data }) => data);
  return { input: others.length === 0 ? first : Object.assign({}, first, ...others) };
}

/** The steps of a guard in tRPC's chain, which reads the input and checks the output itself. */
export function chainedSteps<Added, Result>(
  ctx: RequestContext,
  { run, outputOf, resultOf }: Pick<Steps<Added, Result>, "run" | "outputOf" | "resultOf">,
): Steps<Added, Result> {
  const call = chainedCalls.get(ctx);
  let input: unknown;
  let refused: unknown;
  return {
    async readInput() {
      const read = await call?.readInput();
      input = read?.input;
      refused = read?.refused;
    },
    input: () => input,
    limitInput: () => undefined,
    shownTo: (held, result) => (call?.withhold ? resultOf(call.withhold(outputOf(result), held)) : result),
    run,
    outputOf,
    resultOf,
    subjects: (result) => {
      if (!call) throw new Error("A procedure is called outside of its router: use `router`.");
      if (refused !== undefined) return call.subjects.ofRefused(refused);
      return call.subjects.of(input, result && outputOf(result));
    },
  };
}

const directProcedures = new WeakSet<object>();

/** Whether it is called without tRPC's chain, which reads own properties of the call only. */
export const isDirect = (procedure: object): boolean => directProcedures.has(procedure);

type Plan = {
  subjects: ProcedureSubjects;
  guarding: Guarding<object>;
  input: z.ZodType | undefined;
  parseOutput: Parse | undefined;
  limits: () => { limitInput: LimitInput | undefined; withhold: Withhold | undefined };
  resolver: Definition["resolver"];
};

/** Undefined for a procedure that is made of anything more than a guard, one input, one output and a body. */
function planOf(definition: Definition, subjects: ProcedureSubjects): Plan | undefined {
  const { middlewares, inputs, output, resolver } = definition;
  const [first, ...others] = middlewares;
  const guarding = first && guardings.get(first);
  const kinds = others.slice(0, -1).map(({ _type }) => _type);
  const expected = [...(inputs.length > 0 ? ["input"] : []), ...(output ? ["output"] : [])];
  const [input] = inputs;
  if (!guarding || kinds.sort().join() !== expected.join()) return undefined;
  if (!isSchemaOrNothing(input) || !isSchemaOrNothing(output)) return undefined;
  return {
    ...{ subjects, guarding, input, resolver },
    parseOutput: output && compileParse(output),
    // Not before they are needed: the start does not wait for it.
    limits: once(() => ({
      limitInput: input && compileInputLimit(input),
      withhold: output && compileWithholding(output),
    })),
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: { value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const isSchema = (parser: unknown): parser is z.ZodType => parser instanceof z.ZodType;

const isSchemaOrNothing = (parser: unknown): parser is z.ZodType | undefined =>
  parser === undefined || parser instanceof z.ZodType;

const itself = (output: unknown) => output;

/**
 * What a body is called with. A class, as a getter in a literal is a part of the literal's hidden class: V8 makes one for
 * each call, in its old generation, and all of the call's objects outlive its minor collections with it.
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

  /** A surface may make it when it is asked for. */
  get signal(): AbortSignal | undefined {
    return this.#call.signal;
  }
}

function run(plan: Plan, call: ProcedureCall) {
  const { guarding, input: inputSchema, parseOutput, resolver } = plan;
  let input: unknown;
  let refused: unknown;
  return guarding(call, {
    async readInput() {
      if (!inputSchema) return;
      const raw = await call.getRawInput().catch((error: unknown) => {
        if (error instanceof RefusedInput) refused = error.input;
        throw error;
      });
      const parsed = inputSchema.safeParse(raw);
      if (!parsed.success) {
        refused = raw;
        throw new TRPCError({ code: "BAD_REQUEST", cause: parsed.error });
      }
      input = parsed.data;
    },
    input: () => input,
    limitInput: (held) => plan.limits().limitInput?.(input, held),
    shownTo(held, result) {
      const { withhold } = plan.limits();
      // The output's own type, less some of its values.
      return withhold ? (withhold(result, held) as typeof result) : result;
    },
    outputOf: itself,
    resultOf: itself,
    async run(added) {
      const output = await resolver(new BodyCall({ ...call.ctx, ...added }, input, call));
      if (!parseOutput) return output;
      const parsed = parseOutput(output);
      if (parsed.success) return parsed.data;
      throw new TRPCError({
        code: "INTERNAL_SERVER_ERROR",
        message: "Output validation failed",
        cause: parsed.error,
      });
    },
    subjects: (result) =>
      refused === undefined ? plan.subjects.of(input, result) : plan.subjects.ofRefused(refused),
  });
}
