import { z } from "zod";
import { compileProcedureSubjects, type ProcedureSubjects } from "../audit-log/subjects.ts";
import type { ErrorCode } from "../error/definitions.ts";
import { innerOf } from "../field/fold-schema.ts";
import { codesOf } from "./declared-codes.ts";
import { compileInputLimit, compileWithholding, type LimitInput, type Withhold } from "./guarded-fields.ts";
import { compileParse, type Parse } from "./output-check.ts";
import { bodyContext, type Guard, type ProcedureMeta } from "./trpc.ts";

export type CompiledProcedure = {
  guard: Guard;
  codes: () => ReadonlySet<ErrorCode>;
  inputSchema: z.ZodType | undefined;
  parseOutput: Parse | undefined;
  /** Whether it answers in pages. Searches for free times have a limit, but no pages. */
  takesCursor: boolean;
  subjects: ProcedureSubjects;
  fieldGuards: () => { limitInput: LimitInput | undefined; withhold: Withhold | undefined };
  resolver: (call: object) => unknown;
};

type Middleware = ((...given: never[]) => unknown) & { _type?: string };

/** tRPC's `_def` of a procedure, whose own types are less precise. */
export type Definition = {
  type: string;
  meta?: ProcedureMeta;
  inputs: unknown[];
  output?: unknown;
  middlewares: Middleware[];
  resolver: (call: object) => unknown;
};

/**
 * Extracts the guard, schemas and body of a procedure.
 * @throws {TypeError} if it has anything else, such as a middleware or a second input.
 */
export function compileProcedure(definition: Definition): CompiledProcedure {
  const { meta, inputs, output, middlewares, resolver } = definition;
  const [first, ...others] = middlewares;
  if (!meta?.guard || first !== bodyContext) {
    throw new TypeError(
      'It has no guard. Create it with protectedProcedure("a:permission", …), or with publicProcedure.',
    );
  }
  const kinds = others.slice(0, -1).map(({ _type = "middleware" }) => _type);
  const extra = kinds.find(
    (kind, index) => kinds.indexOf(kind) < index || !["input", "output"].includes(kind),
  );
  if (extra !== undefined) {
    throw new TypeError(
      `It may only have a guard, an input, an output and a body. It also has a part of kind "${extra}".`,
    );
  }
  const [inputSchema] = inputs;
  if (!isSchemaOrNothing(inputSchema) || !isSchemaOrNothing(output)) {
    throw new TypeError("Its input and output must be zod schemas.");
  }
  return {
    guard: meta.guard,
    // Permissions are known only after the modules are loaded.
    codes: once(() => codesOf(definition)),
    inputSchema,
    resolver,
    subjects: compileProcedureSubjects({ inputs, output }),
    parseOutput: output && compileParse(output),
    takesCursor: inputSchema !== undefined && hasCursor(inputSchema),
    // Compiled on first use to keep start-up fast.
    fieldGuards: once(() => ({
      limitInput: inputSchema && compileInputLimit(inputSchema),
      withhold: output && compileWithholding(output),
    })),
  };
}

function hasCursor(input: z.core.$ZodType): boolean {
  if (input instanceof z.core.$ZodObject) return "cursor" in input._zod.def.shape;
  const inner = innerOf(input);
  return inner !== undefined && hasCursor(inner);
}

const isSchemaOrNothing = (parser: unknown): parser is z.ZodType | undefined =>
  parser === undefined || parser instanceof z.ZodType;

function once<Made>(make: () => Made): () => Made {
  let cached: { value: Made } | undefined;
  return () => {
    cached ??= { value: make() };
    return cached.value;
  };
}
