import { featureNames } from "../types/client-modules.ts";

/** A library for typed calls: how a router of many features is composed, and how a client calls it. */
export type Library = {
  name: string;
  /** The npm package whose version is reported. */
  package: string;
  /** The template of a feature's router. */
  template: "caretype" | "trpc" | "orpc" | "hono";
  /** The module that composes the features' routers. */
  router(features: readonly string[]): string;
  /** The module that creates the client, and what calls import from it. */
  client: string;
  imports: string;
  /** A call of one feature, as an expression of the record. */
  byId(feature: string): string;
  create(feature: string): string;
  /** The smallest program for a browser that creates a client. */
  bundled: string;
};

export const proceduresPerFeature = 10;

const importsOf = (features: readonly string[]) =>
  features.map((name) => `import { ${name}Router } from "./${name}/router.ts";\n`).join("");

const entriesOf = (features: readonly string[]) =>
  features.map((name) => `  ${name}: ${name}Router,\n`).join("");

const trpcClient = `import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "./router.ts";

export const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "" })] });
`;

const trpcCalls = {
  byId: (feature: string) => `client.${feature}.byId.query({ id })`,
  create: (feature: string) => `client.${feature}.create.mutate({ name, status: "draft" })`,
};

export const libraries: readonly Library[] = [
  {
    name: "Caretype",
    package: "@caretype/client",
    template: "caretype",
    // The two schemas declare what the errors of their features say.
    router: (features) => `import type {} from "@caretype/api/appointment/schema";
import type {} from "@caretype/api/patient/schema";
import { router } from "@caretype/api/procedure";
${importsOf(features)}
export const appRouter = router({
${entriesOf(features)}});
export type AppRouter = typeof appRouter;
`,
    client: trpcClient,
    imports: "client",
    ...trpcCalls,
    bundled:
      'import { createClient } from "@caretype/client"; globalThis.client = createClient({ url: "" });',
  },
  {
    name: "tRPC",
    package: "@trpc/server",
    template: "trpc",
    router: (features) => `import { initTRPC } from "@trpc/server";
${importsOf(features)}
export const appRouter = initTRPC.context<{ accountId: string }>().create().router({
${entriesOf(features)}});
export type AppRouter = typeof appRouter;
`,
    client: trpcClient,
    imports: "client",
    ...trpcCalls,
    bundled: `import { createTRPCClient, httpBatchLink } from "@trpc/client";
globalThis.client = createTRPCClient({ links: [httpBatchLink({ url: "" })] });`,
  },
  {
    name: "oRPC",
    package: "@orpc/server",
    template: "orpc",
    router: (features) => `${importsOf(features)}
export const appRouter = {
${entriesOf(features)}};
export type AppRouter = typeof appRouter;
`,
    client: `import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import type { AppRouter } from "./router.ts";

export const client: RouterClient<AppRouter> = createORPCClient(new RPCLink({ url: "" }));
`,
    imports: "client",
    byId: (feature) => `client.${feature}.byId({ id })`,
    create: (feature) => `client.${feature}.create({ name, status: "draft" })`,
    bundled: `import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
globalThis.client = createORPCClient(new RPCLink({ url: "" }));`,
  },
  {
    name: "Hono RPC",
    package: "hono",
    template: "hono",
    router: (features) => `import { Hono } from "hono";
${importsOf(features)}
export const appRouter = new Hono()
${features.map((name) => `  .route("/${name}", ${name}Router)`).join("\n")};
export type AppRouter = typeof appRouter;
`,
    client: `import { hc } from "hono/client";
import type { AppRouter } from "./router.ts";

export const client = hc<AppRouter>("");
export { parseResponse } from "hono/client";
`,
    imports: "client, parseResponse",
    byId: (feature) => `parseResponse(client.${feature}[":id"].$get({ param: { id } }))`,
    create: (feature) => `parseResponse(client.${feature}.$post({ json: { name, status: "draft" } }))`,
    bundled: `import { hc, parseResponse } from "hono/client";
globalThis.client = [hc(""), parseResponse];`,
  },
];

/** A module that calls two procedures of each feature, and reads fields of the answers. */
export const callsOf = (
  { imports, byId, create }: Library,
  features: number,
): string => `import { ${imports} } from "./client.ts";

${Array.from({ length: features }, (_, at) => {
  const { name, type } = featureNames(at + 1);
  return `export async function show${type}(id: string): Promise<string> {
  const record = await ${byId(name)};
  return \`\${record.name} (\${record.status}), \${record.phoneNumber ?? record.email ?? ""} \${record.endedOn ?? ""}\`;
}

export async function add${type}(name: string): Promise<number> {
  const record = await ${create(name)};
  return record.version;
}
`;
}).join("\n")}`;
