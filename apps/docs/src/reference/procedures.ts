import { appRouter, type ProcedureMeta } from "@caretype/api";
import { features } from "@caretype/cli/feature-names";
import { type ProcedureDefinition, procedureDefinitions } from "@caretype/cli/procedure-definitions";
import { definitionOf } from "@caretype/core/kernel/procedure/definition";
import { type RestRoute, restRoutes } from "@caretype/server/rest/routes";
import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

export type ReferenceProcedure = {
  /** `patient.byId` */
  path: string;
  feature: string;
  type: "query" | "mutation";
  summary: string;
  meta: ProcedureMeta;
  /** Null: not on REST. */
  route: RestRoute | null;
  /** Null: no command. */
  command: ProcedureDefinition | null;
  input: JsonSchema;
  output: JsonSchema;
};

const schemaOf = (parser: unknown, io: "input" | "output"): JsonSchema =>
  parser instanceof z.ZodType ? z.toJSONSchema(parser, { io, unrepresentable: "any" }) : {};

export function referenceProcedures(
  router: Parameters<typeof restRoutes>[0] = appRouter,
): ReferenceProcedure[] {
  const routes = restRoutes(router);
  const commands = features.flatMap(({ name }) => procedureDefinitions(name));
  return Object.entries<unknown>(router._def.procedures).map(([path, procedure]) => {
    const { type, meta = {}, inputs = [], output } = definitionOf(procedure);
    return {
      path,
      feature: path.replace(/\..*/, ""),
      type: type === "query" ? "query" : "mutation",
      summary: meta.rest?.summary ?? meta.summary ?? "",
      meta,
      // The first line is canonical. Others are aliases.
      route: routes.find((route) => route.procedure.path === path) ?? null,
      command: commands.find((command) => command.path === path) ?? null,
      input: schemaOf(inputs[0], "input"),
      output: schemaOf(output, "output"),
    };
  });
}
