import {
  appRouter,
  DomainError,
  errorDefinitions,
  isErrorCode,
  rolePermissions,
  toTrpcError,
} from "@caretype/api";
import { foldSchema, type SchemaFold } from "@caretype/core/kernel/field/fold-schema";
import { definitionOf } from "@caretype/core/kernel/procedure/definition";
import { permissionOf } from "@caretype/core/kernel/procedure/guarded-fields";
import { exampleOf } from "@caretype/server/openapi/examples";
import { type AnyTRPCRouter, getTRPCErrorShape } from "@trpc/server";
import { z } from "zod";
import type { MockContract, MockProcedure, WithheldField } from "./contract-parts.ts";

// Reads the mock's contract from the router. In the package, the build writes it as code, so that a browser loads no
// router.

const fieldsOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  schema instanceof z.ZodObject ? schema.shape : {};

/** The name of the record in a procedure's answer, alone or in a page. */
function recordOf(output: z.ZodType): string | null {
  const { items } = fieldsOf(output);
  const record = items instanceof z.ZodArray ? items.element : output;
  return record instanceof z.ZodType ? (record.meta()?.id ?? null) : null;
}

/** Always the last page: otherwise readers would never finish. */
function answerOf(output: z.ZodType): unknown {
  const example = exampleOf(output);
  return "nextCursor" in fieldsOf(output) ? { ...Object(example), nextCursor: null } : example;
}

const inside = (step: string | null, fields: readonly WithheldField[]) =>
  fields.map(({ path, permission }) => ({ path: [step, ...path], permission }));

/** Restricted fields, as the server withholds them. Excludes fields in maps, which no record has. */
const withheldFields: SchemaFold<readonly WithheldField[], undefined> = {
  own(schema) {
    const permission = permissionOf(schema);
    return permission && { result: [{ path: [], permission }] };
  },
  object: (fields) => fields.flatMap(({ name, result }) => inside(name, result)),
  array: (item) => inside(null, item),
  several: (parts) => parts.flat(),
  wrapped: (inner) => inner,
  pipe: ({ out }) => [{ schema: out, place: undefined }],
  cycle: () => [],
  unknown: () => [],
};

function describeProcedure(procedure: unknown): MockProcedure {
  const { meta: { guard, errors = [] } = {}, output } = definitionOf(procedure);
  if (!(output instanceof z.ZodType)) throw new TypeError("A procedure has no output schema");
  const fields = Object.entries(fieldsOf(output));
  return {
    permission: guard?.kind === "protected" ? guard.permission : null,
    notFound: errors.find((code) => code.endsWith("_NOT_FOUND")) ?? null,
    record: recordOf(output),
    nullable: fields.flatMap(([name, field]) => (field.safeParse(null).success ? [name] : [])),
    withheld: foldSchema(output, undefined, withheldFields),
    example: answerOf(output),
  };
}

const router: AnyTRPCRouter = appRouter;
const procedures = Object.entries(router._def.procedures);
const context = { path: "", type: "unknown", input: undefined, ctx: undefined } as const;

/** In the server's format. */
const shapeOf = (code: keyof typeof errorDefinitions) =>
  getTRPCErrorShape({ ...context, config: router._def._config, error: toTrpcError(new DomainError(code)) });

export const contract: MockContract = {
  procedures: Object.fromEntries(procedures.map(([path, procedure]) => [path, describeProcedure(procedure)])),
  errors: Object.fromEntries(
    Object.keys(errorDefinitions)
      .filter(isErrorCode)
      .map((code) => {
        const { code: number, message: title } = shapeOf(code);
        return [code, { number, status: errorDefinitions[code].status, title }];
      }),
  ),
  denials: Object.fromEntries(
    [...rolePermissions.owner].map((permission) => [
      permission,
      new DomainError("PERMISSION_DENIED", { permission }).message,
    ]),
  ),
  errorData: shapeOf("INTERNAL").data,
  inputs: Object.fromEntries(
    procedures.flatMap(([path, procedure]) => {
      const [input] = definitionOf(procedure).inputs ?? [];
      return input instanceof z.ZodType ? [[path, input]] : [];
    }),
  ),
  permissions: Object.fromEntries(
    Object.entries(rolePermissions).map(([role, permissions]) => [role, [...permissions]]),
  ),
};
