import {
  boundsOf,
  codesOf,
  type Deprecation,
  type ErrorCode,
  type HttpMethod,
  type InputBounds,
  type ProcedureCall,
  type ProcedureMeta,
  type RestLine,
  type RestMeta,
} from "@caretype/api";
import { definitionOf } from "@caretype/core/kernel/procedure/definition";
import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import { isFlat } from "./csv.ts";
import { wireName } from "./names.ts";
import { type Shape, shapeOf } from "./shape.ts";

type CallableProcedure = (call: ProcedureCall) => Promise<unknown>;

export type RestProcedure = {
  /** `patient.byId` */
  path: string;
  type: "query" | "mutation";
  guard: ProcedureMeta["guard"];
  /** The codes that the procedure declares. */
  errors: readonly ErrorCode[];
  /** All codes that it may answer. */
  codes: ReadonlySet<ErrorCode>;
  idempotent: boolean;
  handlesTokens: boolean;
  deprecation: Deprecation | undefined;
  bounds: InputBounds;
  rest: RestMeta;
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
  /** tRPC's own function. Rejects only with TRPCError. */
  call: CallableProcedure;
};

export type RestRoute = {
  procedure: RestProcedure;
  method: HttpMethod;
  /** `/mappings/patient/{patient_id}`, with REST names. The definition has typed names. */
  pattern: string;
  /** The pattern up to the id, for the `Location` of a 201. */
  locationBase: string | null;
  /** The route that reads what this one changes. Undefined if there is none. */
  reads(): RestRoute | undefined;
  /** The REST pattern of a deprecated procedure's successor. */
  successor: string | null;
  shapes(): RouteShapes;
};

/** `record`: the shape of the current record in a stale version's error. */
type RouteShapes = {
  input: Shape;
  output: Shape;
  page: Shape | null;
  /** Returns whether a page may have a field besides its items. REST sends it as a header. */
  pageHas(field: string): boolean;
  record: Shape;
};

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies HttpMethod[];
const isMethod = (text: string): text is HttpMethod => methods.includes(text);

function splitLine(line: RestLine): { method: HttpMethod; pattern: string } {
  const [method = "", pattern = ""] = line.split(" ");
  if (!isMethod(method) || !pattern.startsWith("/")) throw new Error(`Not a REST line: ${line}`);
  return { method, pattern: pattern.replace(/\{\w+\}/g, wireName) };
}

const asSchema = (parser: unknown): z.ZodType | undefined =>
  parser instanceof z.ZodType ? parser : undefined;

export function restProcedures(router: AnyTRPCRouter): RestProcedure[] {
  return Object.entries<CallableProcedure>(router._def.procedures).flatMap(([path, procedure]) => {
    const { type, meta, inputs = [], output } = definitionOf(procedure);
    if (!meta?.rest) return [];
    if (inputs.length > 1) throw new Error(`${path}: more than one input schema`);
    if (type !== "query" && type !== "mutation") throw new Error(`${path}: neither a query nor a mutation`);
    const [input] = inputs;
    return [
      {
        path,
        type,
        guard: meta.guard,
        errors: meta.errors ?? [],
        codes: codesOf({ type, meta, inputs }),
        idempotent: meta.idempotent ?? false,
        handlesTokens: meta.handlesTokens ?? false,
        deprecation: meta.deprecation,
        bounds: boundsOf(meta),
        rest: meta.rest,
        input: asSchema(input),
        output: asSchema(output),
        call: procedure,
      },
    ];
  });
}

export function restRoutes(router: AnyTRPCRouter): RestRoute[] {
  const procedures = restProcedures(router);
  const patterns = new Set(
    procedures.flatMap(({ rest }) => [rest.line, ...rest.also]).map((line) => line.replace(/\{\w+\}/g, "{}")),
  );
  const routes: RestRoute[] = procedures.flatMap((procedure) => {
    const shapes = once(() => procedureShapes(procedure));
    return [procedure.rest.line, ...procedure.rest.also].map((line) => {
      const { method, pattern } = splitLine(line);
      const locationBase = method === "POST" && patterns.has(`GET ${pattern}/{}`) ? pattern : null;
      const successor = successorOf(procedure, procedures);
      const reads = () => routes.find((other) => other.method === "GET" && other.pattern === pattern);
      return { procedure, method, pattern, locationBase, reads, successor, shapes };
    });
  });
  return routes;
}

function successorOf({ deprecation }: RestProcedure, all: readonly RestProcedure[]): string | null {
  const successor = all.find(({ path }) => path === deprecation?.use);
  return successor ? splitLine(successor.rest.line).pattern : null;
}

/** Computes shapes at a route's first request, for a quick start. */
function once<Value>(make: () => Value): () => Value {
  let computed: { value: Value } | undefined;
  return () => {
    computed ??= { value: make() };
    return computed.value;
  };
}

function procedureShapes(procedure: RestProcedure): RouteShapes {
  const input = shapeOf(procedure.input, "input");
  const output = shapeOf(procedure.output, "output");
  const items = pageItems(output);
  if (procedure.rest.csv && !(items && isFlat(items)))
    throw new Error(`${procedure.path}: only a page of flat items can be had as CSV`);
  // A client may also send back an item of a page.
  const { record } = procedure.rest;
  return {
    input,
    output: items ?? output,
    page: items,
    pageHas: (field) => items !== null && output.fields.has(field),
    record: record ? shapeOf(record, "output") : output,
  };
}

/** The fields of a page. REST sends the items as the body, and the rest as headers. */
const pageFields = [
  "items",
  "nextCursor",
  "previousCursor",
  "resumeCursor",
  "similar",
  // Only on the typed API.
  "formerNames",
  "archivedBefore",
  "skipped",
];

/** Returns the items' shape of a `pageOf(…)`, which its fields identify. */
function pageItems({ fields }: Shape): Shape | null {
  const items = fields.get("items")?.items;
  const isPage = fields.has("nextCursor") && [...fields.keys()].every((name) => pageFields.includes(name));
  return items && isPage ? items : null;
}
