import { gunzipSync } from "node:zlib";
import { appRouter } from "@caretype/api";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { maxUrlLength } from "../src/http/plugin/guards.ts";
import { compactText, documentText } from "../src/openapi/document.ts";
import { wireName } from "../src/rest/names.ts";
import { restProcedures } from "../src/rest/route-table.ts";
import { document } from "./openapi-document.ts";
import { createToyApp } from "./toy-app.ts";
import { toyRouter } from "./toy-router.ts";

const text = documentText(appRouter);

/** The document with its references resolved: parameters, bodies and responses. */
function withContent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withContent);
  if (typeof value !== "object" || value === null) return value;
  const [, kind = "", name = ""] =
    /^#\/components\/(parameters|responses|schemas)\/(.*)$/.exec(Reflect.get(value, "$ref")) ?? [];
  if (kind === "parameters" || kind === "responses" || name.endsWith("Input"))
    return withContent(Reflect.get(Object(Reflect.get(document.components, kind)), name));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withContent(part)]));
}

const operations: object[] = Object.values(document.paths).flatMap((methods) =>
  Object.values(methods).map((operation) => Object(withContent(operation))),
);
const partOf = (operation: object, name: string) => Reflect.get(operation, name);

test("the document is valid OpenAPI 3.1", async () => {
  for (const each of [text, documentText(toyRouter)]) {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(each));
    expect([result.valid, result.errors, validator.version]).toEqual([true, undefined, "3.1"]);
  }
});

test("every REST line is in it, each operation once", () => {
  const lines = restProcedures(appRouter).flatMap(({ rest }) => [rest.line, ...rest.also]);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace("/api", "")}`),
  );
  expect(described.sort()).toEqual(lines.map((line) => line.replace(/\{\w+\}/g, wireName)).sort());
  const ids = operations.map((operation) => String(partOf(operation, "operationId")));
  expect(new Set(ids).size).toBe(lines.length);
  expect(ids.filter((id) => !/^[a-z]+(?:[A-Z][a-z]+)*$/.test(id))).toEqual([]);
  expect(ids).toEqual(expect.arrayContaining(["updatePatient", "putPatient", "listAppointmentsOfDoctor"]));
});

test("the longest list of ids fits into an address, also with encoded commas", () => {
  const longest = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap((operation) => {
      const parameters: object[] = partOf(Object(withContent(operation)), "parameters") ?? [];
      const lists = parameters.filter(
        (parameter) =>
          partOf(parameter, "in") === "query" && partOf(partOf(parameter, "schema"), "type") === "array",
      );
      expect(lists.map((list) => partOf(list, "explode"))).toEqual(lists.map(() => false));
      const lengths = lists.map((list) => 39 * partOf(partOf(list, "schema"), "maxItems"));
      return lists.length > 0 ? [[path, path.length + lengths.reduce((sum, length) => sum + length)]] : [];
    }),
  );
  expect(longest).toContainEqual(["/api/appointments/visits", expect.any(Number)]);
  expect(longest.filter(([, length]) => !(Number(length) < maxUrlLength - 300))).toEqual([]);
});

test("what several operations have is named: parameters, bodies, headers and responses", () => {
  const { schemas, parameters, responses } = document.components;
  expect(Object.keys(parameters)).toEqual(
    expect.arrayContaining(["CaretypePractice", "IfMatch", "Limit", "PatientId"]),
  );
  expect(Object.keys(schemas)).toEqual(
    expect.arrayContaining(["PatientUpdateInput", "Problem", "CreatedAt", "ExpectedVersion"]),
  );
  expect(Object.keys(responses)).toEqual(
    expect.arrayContaining(["Fault", "PatientNotFound", "StaleVersion", "Patient", "Done"]),
  );
  const bodies = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap((operation) => Reflect.get(Object(operation), "requestBody") ?? []),
  );
  const inline = bodies.filter(({ content }) => !content["application/json"].schema.$ref);
  expect([bodies.length > 50, inline]).toEqual([true, []]);
});

test("pages lead to the next one", () => {
  const links = operations.flatMap((operation) => {
    const success = Reflect.get(partOf(operation, "responses"), "200");
    return success?.links ? [[partOf(operation, "operationId"), success.links.next.operationId]] : [];
  });
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter(([from, to]) => from !== to)).toEqual([]);
});

test("every tag, schema, field and parameter has a description", () => {
  const { tags, components } = JSON.parse(text);
  expect(tags.filter(({ description }: { description?: string }) => !description)).toEqual([]);
  const missing = Object.entries(components.schemas).flatMap(([name, schema]) =>
    withoutDescription(schema, name),
  );
  // The operation describes the body.
  expect(missing.filter((name) => !/^[A-Z]\w*Input\d*$/.test(name))).toEqual([]);
  const parameters = operations.flatMap((operation) => partOf(operation, "parameters") ?? []);
  expect(parameters.filter(({ description }) => !description)).toEqual([]);
});

/** The paths of a schema's fields without a description. */
function withoutDescription(schema: unknown, path: string): string[] {
  const { description, $ref, properties = {}, items, anyOf = [], oneOf = [] } = Object(schema);
  const own = description || $ref ? [] : [path];
  const fields = Object.entries(properties).flatMap(([name, field]) =>
    withoutDescription(field, `${path}.${name}`),
  );
  // The description of a list or choice covers its members.
  const members = [...(items ? [items] : []), ...anyOf, ...oneOf].flatMap((part) =>
    withoutDescription(part, path).filter((found) => found !== path),
  );
  return [...own, ...fields, ...members];
}

test("versions are optional over REST, because older clients do not know them", () => {
  const inputs = JSON.stringify(
    operations.map((operation) => [partOf(operation, "parameters"), partOf(operation, "requestBody")]),
  );
  const optional = inputs.match(/"name":"expected_version","in":"query","schema"/g);
  expect(optional?.length).toBeGreaterThanOrEqual(4);
  expect(inputs).not.toContain('"name":"expected_version","in":"query","required":true');
  for (const [, required] of inputs.matchAll(/"required":\[([^\]]*)\]/g)) {
    expect(required).not.toContain("expected_version");
  }
});

test("every operation with a refresh token documents the session cookie", () => {
  const described = operations.map((operation) => ({
    id: String(partOf(operation, "operationId")),
    handles: /"refresh"|schemas\/(?:TokenPair|LoggedIn|Registered|RegistrationConfirmed)"/.test(
      JSON.stringify(operation),
    ),
    tells: JSON.stringify(operation).includes('"Caretype-Session"'),
  }));
  const handling = described.filter(({ handles }) => handles).map(({ id }) => id);
  expect(handling).toContain("logInWithPasskey");
  expect(described.filter(({ tells }) => tells).map(({ id }) => id)).toEqual(
    described.filter(({ id, handles }) => handles || id === "logOutEverywhere").map(({ id }) => id),
  );
});

test("query parameters are described, and so are other spellings of a gender", () => {
  const parameters = operations.flatMap((operation) => partOf(operation, "parameters") ?? []);
  const asked = parameters.filter((parameter) => parameter.in === "query");
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  // A URL has no null.
  expect(asked.filter(({ schema }) => JSON.stringify(schema).includes("null"))).toEqual([]);
  const taken =
    "Also taken: M for male, F for female, O for other, U for unknown; all in upper or lower case.";
  expect(text.split(taken).length - 1).toBeGreaterThanOrEqual(8);
});

test("names in paths, values and texts are REST names, too", () => {
  const toyText = documentText(toyRouter);
  const placed = (of: string) => [...of.matchAll(/"\/api[^"]*"/g)].join();
  expect(placed(text)).toContain("/patients/{keep_id}/merge");
  expect(`${placed(text)} ${placed(toyText)}`).not.toMatch(/\{[^}]*[A-Z]/);
  const choices = [...text.matchAll(/"enum": \[[^\]]*\]/g)].join();
  expect(choices).toContain('"medical_history"');
  // Procedures' names, which have a dot, are the same on both surfaces.
  expect(choices).not.toMatch(/"[a-z]+[A-Z][^".]*"/);
  expect(text).not.toContain("isFieldName");
  expect(text).not.toContain("formerIdsOf");
  const descriptions = [...text.matchAll(/"description": (".*")/g)].map(([, json = ""]) => JSON.parse(json));
  const code = descriptions.flatMap((description) => description.match(/`[^`]+`/g) ?? []);
  expect(code.length).toBeGreaterThan(20);
  // A procedure has one name on both surfaces.
  expect(code.filter((name) => /(?<![\w.])[a-z]+[A-Z]/.test(name))).toEqual([]);
});

const specified = [
  "PasskeyRegistrationResponse",
  "PasskeyAssertionResponse",
  "PasskeyRegistrationOptions",
  "PasskeyAssertionOptions",
];

test("names from foreign specifications stay unchanged", () => {
  const { schemas } = JSON.parse(text).components;
  expect(schemas.PasskeyAssertionResponse).toMatchObject({
    required: ["id", "rawId", "type", "response"],
    properties: {
      rawId: { type: "string" },
      response: { required: ["clientDataJSON", "authenticatorData", "signature"] },
    },
  });
  expect(Object.keys(schemas.PasskeyAssertionOptions.properties)).toContain("allowCredentials");
  const { Tag } = JSON.parse(documentText(toyRouter)).components.schemas;
  expect(Tag.properties.readings.items).toEqual({
    type: "object",
    additionalProperties: false,
    required: ["readAt"],
    properties: { readAt: { type: "string" }, gender: expect.objectContaining({ type: "string" }) },
  });
  expect(text).not.toContain("keepsNames");
});

test("the document has REST names, and no details of this machine", () => {
  const own = JSON.parse(text);
  for (const name of specified) delete own.components.schemas[name];
  const names = [...JSON.stringify(own, null, 2).matchAll(/"([A-Za-z_]+)": \{/g)].map(
    ([, name = ""]) => name,
  );
  const allowed = /^(requestBody|additionalProperties|securitySchemes|propertyNames|[A-Z][A-Za-z0-9]*)$/;
  expect(names.filter((name) => /[a-z][A-Z]/.test(name) && !allowed.test(name))).toEqual([]);
  expect(text).not.toMatch(/\/work\/|\/home\/|\/root|file:|node_modules/);
});

test("inputs that are transformed still have a useful schema", () => {
  const create = withContent(document.paths["/api/patients"]?.post);
  expect(create).toMatchObject({
    requestBody: {
      content: {
        "application/json": {
          schema: {
            additionalProperties: false,
            required: ["gender"],
            properties: {
              gender: { enum: ["male", "female", "other", "unknown"] },
              medical_history: expect.objectContaining({ type: ["string", "null"] }),
            },
          },
        },
      },
    },
    responses: {
      201: { content: { "application/json": { schema: { $ref: "#/components/schemas/Patient" } } } },
    },
  });
});

describe("the served document", () => {
  const ask = async (headers: Record<string, string>) => {
    const { app } = await createToyApp();
    return app.inject({ url: "/openapi.json", headers });
  };

  test.each(["gzip", "br, gzip", "gzip;q=0.5", "*"])("is compressed for %s", async (accepted) => {
    const { headers, rawPayload } = await ask({ "accept-encoding": accepted });
    expect([headers["content-encoding"], headers.vary]).toEqual(["gzip", "Accept-Encoding"]);
    expect(gunzipSync(rawPayload).toString()).toBe(compactText(toyRouter));
  });

  test.each(["", "br", "gzip;q=0", "identity, gzip;q=0.1", "gzip;;q=1"])(
    "is not for %j",
    async (accepted) => {
      const { headers, body } = await ask({ "accept-encoding": accepted });
      expect([headers["content-encoding"], body]).toEqual([undefined, compactText(toyRouter)]);
    },
  );

  test("is not sent again to a client that has it", async () => {
    const { headers } = await ask({});
    const tag = String(headers.etag);
    for (const known of [tag, `"other", ${tag}`, tag.replace("W/", ""), "*"]) {
      const { statusCode, body } = await ask({ "if-none-match": known });
      expect([known, statusCode, body]).toEqual([known, 304, ""]);
    }
    for (const other of ['W/"other"', '"a,*,b"', ""])
      expect((await ask({ "if-none-match": other })).statusCode).toBe(200);
  });
});

test("the server serves the document and its page without foreign hosts", async () => {
  const { app } = await createToyApp();
  const served = await app.inject({ url: "/openapi.json" });
  expect([served.statusCode, served.body]).toEqual([200, compactText(toyRouter)]);
  const [page, slashed] = await Promise.all([app.inject({ url: "/docs" }), app.inject({ url: "/docs/" })]);
  expect([page.statusCode, slashed.body]).toEqual([200, page.body]);
  expect(page.headers["content-security-policy"]).toContain("script-src 'self';");
  expect(page.body.match(/<script(?! src=| type="module" src=)/g)).toBeNull();
  expect(page.body).toContain('src="/docs/js/scalar.js"');
  expect(page.body.match(/(src|href)="https?:[^"]*"/g)).toBeNull();
  const start = await app.inject({ url: "/docs/js/start.js" });
  expect([start.statusCode, start.body]).toEqual([200, expect.stringContaining("createApiReference")]);
  const script = await app.inject({ url: "/docs/js/scalar.js" });
  expect([script.statusCode, script.headers["content-encoding"]]).toEqual([200, "gzip"]);
  expect(script.rawPayload.length).toBeGreaterThan(500_000);
});
