import { deprecationText } from "@caretype/api";
import { isOptionalOverRest } from "../rest/input.ts";
import { inWireNames } from "../rest/names.ts";
import type { RestRoute } from "../rest/route-table.ts";
import { idempotencyKey, ifMatch, type Parameter, practice, session } from "./header-parameters.ts";
import type { RefusalCollection } from "./refusals.ts";
import { responseHeaders } from "./response-headers.ts";
import type { JsonSchema, SchemaCollection } from "./schemas.ts";
import type { Responses } from "./shared-parts.ts";

/** Moves the description up to the parameter, and drops null: a URL has none. */
function parameter(
  name: string,
  part: JsonSchema | boolean,
  place: Pick<Parameter, "in" | "required">,
): Parameter {
  if (typeof part === "boolean") return { name, ...place, schema: part };
  const { description, anyOf, deprecated, ...rest } = part;
  // With commas, the longest list of ids fits into an address.
  const style = rest.type === "array" && place.in === "query" ? { explode: false } : {};
  const kinds = anyOf?.filter((kind) => typeof kind === "boolean" || kind.type !== "null");
  const merged =
    kinds?.length === 1 ? { ...Object(kinds[0]), ...rest } : { ...rest, ...(kinds && { anyOf: kinds }) };
  const schema = Array.isArray(rest.type) ? { ...merged, type: rest.type[0] } : merged;
  return {
    name,
    ...place,
    ...style,
    schema,
    ...(description && { description }),
    ...(deprecated && { deprecated }),
  };
}

/** Components that operations share, collected on the way. */
export type Collections = { schemas: SchemaCollection; refusals: RefusalCollection };

/** Returns one operation of the document: a REST line of a procedure. */
export function toOperation(route: RestRoute, operationId: string, { schemas, refusals }: Collections) {
  const { procedure } = route;
  const input = procedure.input ? schemas.convert(procedure.input, "input") : {};
  const { parameters, body } = splitInput(input, route);
  const isOpen = procedure.guard?.kind === "public";
  return {
    operationId,
    summary: procedure.rest.summary,
    ...(procedure.deprecation && { deprecated: true }),
    description: [deprecation(route), inWireNames(procedure.rest.description ?? ""), requirements(route)]
      .filter(Boolean)
      .join(" "),
    tags: [procedure.path.split(".")[0] ?? ""],
    // Other operations need the document's own security.
    ...(isOpen && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: isRequired(body),
        content: { "application/json": { schema: schemas.name(bodyName(route), body) } },
      },
    }),
    responses: {
      ...successResponse(route, operationId, schemas),
      ...refusals.of(route, operationId),
    },
  };
}

/** Names the successor by its address. */
function deprecation({ procedure, successor }: RestRoute): string {
  if (!procedure.deprecation) return "";
  const nameOf = (path: string) => `\`${successor === null ? path : `/api${successor}`}\``;
  return `Deprecated ${deprecationText(procedure.deprecation, nameOf)}`;
}

function requirements({ procedure: { guard } }: RestRoute): string {
  if (guard?.kind !== "protected") return "Needs no access token.";
  const recently = guard.requireRecentAuth
    ? " and a sign-in or re-authentication in the last ten minutes"
    : "";
  return `Requires the permission \`${guard.permission}\`${recently}.`;
}

/** Fields that are not in the path go to the query or the body. */
function splitInput(input: JsonSchema, { pattern, method, procedure }: RestRoute) {
  const inPath = new Set([...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name));
  const { properties = {}, required = [], default: _default, ...schema } = input;
  const rest = Object.entries(properties).filter(([name]) => !inPath.has(name));
  const parameters = [...inPath].map((name) =>
    parameter(name, properties[name] ?? { type: "string" }, { in: "path", required: true }),
  );
  if (properties.expected_version) parameters.push(ifMatch);
  if (idempotent(procedure)) parameters.push(idempotencyKey);
  if (procedure.guard?.kind === "protected") parameters.push(practice);
  if (procedure.handlesTokens) parameters.push(session);
  if (method === "GET" || method === "DELETE") {
    const query = rest.map(([name, part]) =>
      parameter(name, part, {
        in: "query",
        ...(required.includes(name) && !isOptionalOverRest(name) && { required: true }),
      }),
    );
    return { parameters: [...parameters, ...query], body: undefined };
  }
  const remaining = required.filter((name) => !inPath.has(name) && !isOptionalOverRest(name));
  const hasFields = rest.length > 0 || schema.anyOf !== undefined || schema.oneOf !== undefined;
  const body: JsonSchema | undefined = hasFields
    ? {
        ...schema,
        ...(rest.length > 0 && { properties: Object.fromEntries(rest) }),
        ...(remaining.length > 0 && { required: remaining }),
      }
    : undefined;
  return { parameters, body };
}

/** Returns true if a repeated idempotency key gets the same answer. */
const idempotent = ({ type, guard, idempotent: saysSo }: RestRoute["procedure"]) =>
  type === "mutation" && (guard?.kind === "protected" ? guard.keyed : saysSo);

const isRequired = ({ required, anyOf, oneOf }: JsonSchema) =>
  (required?.length ?? 0) > 0 || anyOf !== undefined || oneOf !== undefined;

/** The name in the packed client, such as `PatientUpdateInput`. */
const bodyName = ({ procedure }: RestRoute) =>
  `${procedure.path.replace(/(?:^|\.)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Input`;

function successResponse(route: RestRoute, operationId: string, schemas: SchemaCollection): Responses {
  const { rest, output } = route.procedure;
  const shapes = route.shapes();
  const isVoid =
    rest.status === 204 || !output || shapes.output.kinds.has("null") || hasNothing(shapes.output);
  const { deprecation } = route.procedure;
  const headers = responseHeaders({
    Deprecation: deprecation !== undefined,
    Sunset: deprecation?.sunset !== undefined,
    Link: shapes.page !== null || route.successor !== null,
    Similar: shapes.pageHas("similar"),
    "Archived-Before": shapes.pageHas("archivedBefore"),
    Skipped: shapes.pageHas("skipped"),
    "Resume-Cursor": shapes.pageHas("resumeCursor"),
    ETag: !shapes.page && shapes.output.fields.has("version"),
    Location: rest.status === 201 && route.locationBase !== null,
  });
  if (isVoid || !output) return { 204: { description: "Done", ...(headers && { headers }) } };
  const schema = schemas.convert(output, "output");
  return {
    [rest.status]: {
      description: "Success",
      ...(headers && { headers }),
      content: {
        "application/json": { schema: shapes.page ? schema.properties?.items : schema },
        ...(rest.csv && { "text/csv": { schema: { $ref: "#/components/schemas/Csv" } } }),
      },
      ...(shapes.page && isPaged(route) && { links: { next: { operationId } } }),
    },
  };
}

/** False for lists that never have a next page. */
const isPaged = (route: RestRoute) => route.shapes().input.fields.has("cursor");

export const csvSchema: JsonSchema = {
  type: "string",
  description:
    "A header line, then a line for each item. The values of a list are in one cell, separated by spaces. Begins with a byte order mark, by which spreadsheets recognize UTF-8. Values that look like formulas get a leading apostrophe.",
};

const hasNothing = ({ fields, items, values, kinds }: ReturnType<RestRoute["shapes"]>["output"]) =>
  fields.size === 0 && !items && !values && kinds.size === 0;
