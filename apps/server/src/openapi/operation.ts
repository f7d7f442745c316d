import { hasOnlyJson } from "../rest/csv.ts";
import { isOptionalOverRest } from "../rest/input.ts";
import { inWireNames } from "../rest/names.ts";
import type { RestRoute } from "../rest/route-table.ts";
import { refusals } from "./problem.ts";
import type { JsonSchema, SchemaCollection } from "./schemas.ts";

type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: unknown;
  description?: string;
};

/** Moves the description up to the parameter, where readers look for it, and drops null: a URL has none. */
function parameter(
  name: string,
  part: JsonSchema | boolean,
  place: Pick<Parameter, "in" | "required">,
): Parameter {
  if (typeof part === "boolean") return { name, ...place, schema: part };
  const { description, anyOf, ...rest } = part;
  const kinds = anyOf?.filter((kind) => typeof kind === "boolean" || kind.type !== "null");
  const schema =
    kinds?.length === 1 ? { ...Object(kinds[0]), ...rest } : { ...rest, ...(kinds && { anyOf: kinds }) };
  return { name, ...place, schema, ...(description && { description }) };
}

/** Returns one operation of the document: a REST line of a procedure. */
export function toOperation(route: RestRoute, operationId: string, schemas: SchemaCollection) {
  const { procedure } = route;
  const input = procedure.input ? schemas.convert(procedure.input, "input") : {};
  const { parameters, body } = splitInput(input, route);
  const isOpen = procedure.guard?.kind === "public";
  return {
    operationId,
    summary: procedure.rest.summary,
    ...(procedure.rest.description !== undefined && { description: inWireNames(procedure.rest.description) }),
    tags: [procedure.path.split(".")[0] ?? ""],
    security: isOpen ? [] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: isRequired(body), content: { "application/json": { schema: body } } },
    }),
    responses: {
      ...successResponse(route, schemas),
      ...refusals(refusalStatuses(route, { isOpen, input })),
    },
  };
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
      parameter(name, part, { in: "query", required: required.includes(name) && !isOptionalOverRest(name) }),
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

const ifMatch: Parameter = {
  name: "If-Match",
  in: "header",
  required: false,
  schema: { type: "string", examples: ['"3"'] },
  description:
    "The `ETag` of the version that this change is based on. If the record is newer, the answer is 412. With `*`, or without this header, any version is changed.",
};

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", maxLength: 130, examples: ["8e03978e-40d5-43e8-bc93-6894a57f9324"] },
  description:
    "A new value for each change. If the same request is repeated with it within 24 hours, it changes nothing more and gets the same answer, with `Idempotency-Replayed: true`.",
};

const practice: Parameter = {
  name: "Caretype-Practice",
  in: "header",
  required: false,
  schema: { type: "string", format: "uuid", examples: ["0198c0de-0000-7000-8000-000000000000"] },
  description:
    "The practice of the call. The account must be a member; otherwise the answer is 404. Default: the practice of its oldest membership. An API key belongs to one practice and needs no header.",
};

const session: Parameter = {
  name: "Caretype-Session",
  in: "header",
  required: false,
  schema: { type: "string", enum: ["cookie"] },
  description:
    "For pages of this server's origin: stores the refresh token in the cookie `__Host-caretype-refresh-…`, which scripts cannot read. `refresh` is then `cookie` in answers and bodies. From any other origin, the answer is 400.",
};

/** Returns true if a repeated key gets the same answer. */
const idempotent = ({ type, guard, idempotent: saysSo }: RestRoute["procedure"]) =>
  type === "mutation" && (guard?.kind === "protected" ? guard.keyed : saysSo);

const isRequired = ({ required, anyOf, oneOf }: JsonSchema) =>
  (required?.length ?? 0) > 0 || anyOf !== undefined || oneOf !== undefined;

const header = (description: string) => ({ schema: { type: "string" }, description });

function successResponse(route: RestRoute, schemas: SchemaCollection) {
  const { rest, output } = route.procedure;
  const shapes = route.shapes();
  const isVoid =
    rest.status === 204 || !output || shapes.output.kinds.has("null") || hasNothing(shapes.output);
  if (isVoid || !output) return { 204: { description: "Done" } };
  const schema = schemas.convert(output, "output");
  const headers = {
    ...(shapes.page && { Link: header('The next page, as `<…>; rel="next"`. Omitted on the last page') }),
    ...(shapes.maybeSimilar && {
      Similar: header(
        "`true` if nothing matches and these patients only have similar names. Otherwise omitted",
      ),
    }),
    ...(!shapes.page && shapes.output.fields.has("version") && { ETag: header("The version, in quotes") }),
    ...(rest.status === 201 && route.locationBase && { Location: header("The path of the new record") }),
  };
  return {
    [rest.status]: {
      description: "Success",
      ...(Object.keys(headers).length > 0 && { headers }),
      content: {
        "application/json": { schema: shapes.page ? schema.properties?.items : schema },
        ...(rest.csv && { "text/csv": { schema: csvSchema } }),
      },
    },
  };
}

const csvSchema = {
  type: "string",
  description:
    "A header line, then a line for each item. The values of a list are in one cell, separated by spaces. Begins with a byte order mark, by which spreadsheets recognize UTF-8. Values that look like formulas get a leading apostrophe.",
};

const hasNothing = ({ fields, items, values, kinds }: ReturnType<RestRoute["shapes"]>["output"]) =>
  fields.size === 0 && !items && !values && kinds.size === 0;

type Facts = { isOpen: boolean; input: JsonSchema };

function refusalStatuses({ method, pattern, procedure }: RestRoute, { isOpen, input }: Facts): number[] {
  const names = Object.keys(input.properties ?? {});
  const namesRecords = pattern.includes("{") || names.some((name) => name.endsWith("_id"));
  return [
    400,
    401,
    ...(isOpen && procedure.rest.status !== 201 ? [] : [403]),
    ...(namesRecords || !isOpen ? [404] : []),
    ...(hasOnlyJson(procedure) ? [406] : []),
    ...(method === "GET" ? [] : [409]),
    ...(names.includes("expected_version") ? [412] : []),
    ...(method === "GET" ? [] : [413]),
    ...(procedure.guard?.kind === "protected" && idempotent(procedure) ? [422] : []),
    429,
    503,
  ];
}
