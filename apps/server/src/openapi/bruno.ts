import type { createDocument } from "./document.ts";

// A collection for Bruno: a folder of text files, one for each operation, and a tour that runs from its first request
// to its last.

type Document = ReturnType<typeof createDocument>;
type Parameter = { name: string; in: string; required?: boolean };
type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security?: unknown[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: { "application/json": { schema: { $ref: string } } } };
};
type Request = {
  name: string;
  method: string;
  path: string;
  parameters?: readonly Parameter[];
  body?: unknown;
  isOpen?: boolean;
  docs?: string;
  /** The rest of the file. */
  more?: string;
};

const block = (name: string, lines: readonly string[]) =>
  lines.length === 0 ? "" : `${name} {\n${lines.map((line) => `  ${line}`).join("\n")}\n}\n\n`;

/** A tilde disables an optional parameter. */
const line = ({ name, required }: Parameter) =>
  `${required ? "" : "~"}${name}: ${required ? `{{${name}}}` : ""}`;

function requestText(
  { name, method, path, parameters = [], body, isOpen, docs, more = "" }: Request,
  at: number,
) {
  const place = (kind: string) => parameters.filter((parameter) => parameter.in === kind).map(line);
  const asked = parameters.filter(({ in: kind, required }) => kind === "query" && required);
  const query = asked.map(({ name: field }) => `${field}={{${field}}}`).join("&");
  const address = `${path.replaceAll(/\{(\w+)\}/g, ":$1")}${query && `?${query}`}`;
  const json = body === undefined ? [] : JSON.stringify(body, null, 2).split("\n");
  return [
    block("meta", [`name: ${name}`, "type: http", `seq: ${at + 1}`]),
    block(method, [
      `url: {{baseUrl}}${address}`,
      `body: ${body === undefined ? "none" : "json"}`,
      `auth: ${isOpen ? "none" : "inherit"}`,
    ]),
    block("params:query", place("query")),
    block(
      "params:path",
      parameters.filter((one) => one.in === "path").map(({ name: field }) => `${field}: {{${field}}}`),
    ),
    block("headers", place("header")),
    block("body:json", json),
    more,
    docs ? block("docs", docs.split("\n")) : "",
  ].join("");
}

const asserts = (status: number, others: readonly string[] = []) =>
  block("assert", [`res.status: eq ${status}`, ...others]);
const keeps = (lines: readonly string[]) => block("vars:post-response", lines);

const idInPath = [{ name: "id", in: "path", required: true }];

/** Registers, then creates, reads, changes and removes a patient. Each request uses values of the one before. */
const tour: readonly Request[] = [
  {
    name: "Create an account",
    method: "post",
    path: "/api/auth/register",
    isOpen: true,
    body: { email: "{{email}}", password: "{{password}}" },
    more: keeps(["token: res.body.access"]) + asserts(201),
  },
  {
    name: "Sign in",
    method: "post",
    path: "/api/auth/login",
    isOpen: true,
    body: { email: "{{email}}", password: "{{password}}" },
    more: keeps(["token: res.body.access"]) + asserts(200),
  },
  {
    name: "Create a patient",
    method: "post",
    path: "/api/patients",
    body: { name: "Jane Roe", gender: "female", date_of_birth: "1984-05-17" },
    more: keeps(["id: res.body.id"]) + asserts(201),
  },
  {
    name: "Read the patient",
    method: "get",
    path: "/api/patients/{id}",
    parameters: idInPath,
    more: keeps(["version: res.body.version"]) + asserts(200, ["res.body.name: eq Jane Roe"]),
  },
  {
    name: "Change the patient",
    method: "patch",
    path: "/api/patients/{id}",
    parameters: [...idInPath, { name: "If-Match", in: "header" }],
    body: { name: "Jane Doe" },
    more: keeps(["version: res.body.version"]) + asserts(200, ["res.body.name: eq Jane Doe"]),
  },
  {
    name: "Remove the patient",
    method: "delete",
    path: "/api/patients/{id}",
    parameters: idInPath,
    more: asserts(204),
  },
];

/** Returns the files of the collection, by path. */
export function brunoCollection({ info, paths, components, tags }: Document): Map<string, string> {
  const files = new Map([
    ["bruno.json", `${JSON.stringify({ version: "1", name: info.title, type: "collection" }, null, 2)}\n`],
    ["collection.bru", `${block("auth", ["mode: bearer"])}${block("auth:bearer", ["token: {{token}}"])}`],
    [
      "environments/local.bru",
      block("vars", [
        "baseUrl: http://127.0.0.1:3000",
        "email: ada@example.org",
        "password: nine lives of a lamp",
      ]),
    ],
  ]);
  for (const [at, request] of tour.entries())
    files.set(`first-tour/${at + 1} ${request.name}.bru`, requestText(request, at));
  const schemas: Record<string, { examples?: unknown }> = components.schemas;
  const shared: Record<string, Parameter> = components.parameters;
  const named = (parameter: Parameter | { $ref: string }): Parameter[] =>
    "$ref" in parameter ? [shared[lastOf(parameter.$ref)] ?? []].flat() : [parameter];
  const counts = new Map<string, number>(tags.map(({ name }) => [name, 0]));
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, found] of Object.entries(methods)) {
      // The document's own type is only `object`.
      const operation = found as Operation;
      const [tag = ""] = operation.tags;
      const at = counts.get(tag) ?? 0;
      counts.set(tag, at + 1);
      const { $ref } = operation.requestBody?.content["application/json"].schema ?? {};
      const [body] = [$ref && schemas[lastOf($ref)]?.examples].flat();
      const request = {
        name: operation.operationId,
        method,
        path,
        body,
        isOpen: operation.security?.length === 0,
        parameters: (operation.parameters ?? []).flatMap(named),
        docs: [operation.summary, operation.description].filter(Boolean).join("\n\n"),
      };
      files.set(`${tag}/${operation.operationId}.bru`, requestText(request, at));
    }
  }
  return files;
}

const lastOf = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);
