import { features } from "@caretype/cli/feature-names";
import type { AnyTRPCRouter } from "@trpc/server";
import packageFile from "../../package.json" with { type: "json" };
import { Problem } from "../rest/problem-details.ts";
import { restRoutes } from "../rest/route-table.ts";
import { withExamples } from "./examples.ts";
import { csvSchema, toOperation } from "./operation.ts";
import { operationIds } from "./operation-id.ts";
import { RefusalCollection } from "./refusals.ts";
import { sharedHeaders } from "./response-headers.ts";
import { SchemaCollection } from "./schemas.ts";
import { shareParameters, shareResponses } from "./shared-parts.ts";
import { shareFields } from "./shared-schemas.ts";

const description = `Records of patients, doctors and their assignments.

Sign in at \`POST /api/auth/login\` and send the access token as \`Authorization: Bearer …\`. Lists return one page,
newest first; the \`Link\` header has the next. Paths work with and without a trailing slash. Unknown and
read-only fields are rejected. Requests about patients, doctors and mappings may have read-only fields, as clients of earlier
backends send whole records back.

A deprecated operation answers with the headers \`Deprecation\` and, if it may be removed, \`Sunset\`.`;

const bearer = "An access token of a session, or an API key: `ct_…`";

/** Returns the OpenAPI 3.1 document of the REST API, from the procedures' own schemas. */
export function createDocument(router: AnyTRPCRouter) {
  const schemas = new SchemaCollection();
  const refusals = new RefusalCollection();
  const routes = restRoutes(router);
  const ids = operationIds(routes);
  const operations = routes.map((route) => toOperation(route, ids.get(route) ?? "", { schemas, refusals }));
  const parameters = shareParameters(operations);
  const responses = shareResponses(operations, refusals.components);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [at, { method, pattern }] of routes.entries()) {
    const operation = operations[at];
    const path = `/api${pattern}`;
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        ...operation,
        parameters: operation?.parameters?.map(parameters.refer),
        responses: Object.fromEntries(
          Object.entries(operation?.responses ?? {}).map(([status, part]) => [status, responses.refer(part)]),
        ),
      },
    };
  }
  const problem = schemas.convert(Problem, "output");
  return {
    openapi: "3.1.1",
    info: {
      title: "Caretype",
      version: packageFile.version,
      description,
      contact: { name: "The operator of this server" },
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "The server that serves this document" }],
    security: [{ bearer: [] }],
    tags: describedTags(operations.flatMap(({ tags }) => tags)),
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", description: bearer } },
      schemas: withExamples(shareFields({ ...schemas.components, Problem: problem, Csv: csvSchema })),
      parameters: parameters.components,
      headers: sharedHeaders(routes.some(({ procedure }) => procedure.deprecation)),
      responses: { ...responses.components, ...refusals.components },
    },
  };
}

/** The served document, for programs. */
export const compactText = (router: AnyTRPCRouter) => JSON.stringify(createDocument(router));

/** The document for people. */
export const documentText = (router: AnyTRPCRouter) => `${JSON.stringify(createDocument(router), null, 2)}\n`;

const descriptions = new Map(features.map(({ name, description }) => [name, `${description}.`]));

const describedTags = (names: Iterable<string>) =>
  [...new Set(names)].toSorted().map((name) => ({
    name,
    description: descriptions.get(name) ?? name,
  }));
