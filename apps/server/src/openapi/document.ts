import type { AnyTRPCRouter } from "@trpc/server";
import packageFile from "../../package.json" with { type: "json" };
import { restRoutes } from "../rest/route-table.ts";
import { toOperation } from "./operation.ts";
import { problemResponses, problemSchema } from "./problem.ts";
import { SchemaCollection } from "./schemas.ts";

const description = `Records of patients, doctors and their assignments.

Sign in at \`POST /api/auth/login\` and send the access token as \`Authorization: Bearer …\`. Lists return one page,
newest first; the \`Link\` header has the next. Paths work with and without a trailing slash. Unknown fields are
rejected, except read-only fields of a record, which are ignored so that it can be sent back whole.`;

const bearer = "An access token of a session, or an API key: `ct_…`";

/** Returns the OpenAPI 3.1 document of the REST API, from the procedures' own schemas. */
export function createDocument(router: AnyTRPCRouter) {
  const schemas = new SchemaCollection();
  const paths: Record<string, Record<string, unknown>> = {};
  const uses = new Map<string, number>();
  for (const route of restRoutes(router)) {
    const { path } = route.procedure;
    const use = (uses.get(path) ?? 0) + 1;
    uses.set(path, use);
    const operation = toOperation(route, use === 1 ? path : `${path}.${use}`, schemas);
    paths[`/api${route.pattern}`] = {
      ...paths[`/api${route.pattern}`],
      [route.method.toLowerCase()]: operation,
    };
  }
  const tags = new Set([...uses.keys()].map((path) => path.split(".")[0]));
  return {
    openapi: "3.1.1",
    info: {
      title: "Caretype",
      version: packageFile.version,
      description,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", description: bearer } },
      schemas: { ...schemas.components, Problem: problemSchema },
      responses: problemResponses,
    },
  };
}

export const documentText = (router: AnyTRPCRouter) => `${JSON.stringify(createDocument(router), null, 2)}\n`;
