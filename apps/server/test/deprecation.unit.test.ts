import { procedureCommand } from "@caretype/cli/procedure-command";
import { procedureDefinition } from "@caretype/cli/procedure-definitions";
import { describe, expect, test } from "vitest";
import { createDocument } from "../src/openapi/document.ts";
import { deprecatedRouter } from "./deprecated-router.ts";
import { createToyApp, signedIn } from "./toy-app.ts";

const settings = { corsOrigins: ["https://app.example.org"] };
const { app } = await createToyApp({ router: deprecatedRouter, settings });

const seconds = (date: string) => `@${Date.parse(`${date}T00:00:00Z`) / 1000}`;
const dates = {
  deprecation: seconds("2026-11-01"),
  sunset: "Sat, 01 May 2027 00:00:00 GMT",
};
const headersOf = ({ headers: { deprecation, sunset, link } }: { headers: Record<string, unknown> }) => ({
  deprecation,
  sunset,
  link,
});
const none = { deprecation: undefined, sunset: undefined, link: undefined };

describe("REST", () => {
  const get = (url: string, headers: Record<string, string> = signedIn) => app.inject({ url, headers });

  test("an answer says since when, until when, and what replaces it, beside the next page", async () => {
    expect(headersOf(await get("/api/toys/find"))).toEqual({
      ...dates,
      link: `</api/toys>; rel="successor-version", </api/toys/find?cursor=2>; rel="next"`,
    });
  });

  test("the successor's address has the ids of the request", async () => {
    expect(headersOf(await get("/api/toys/get/a%20b")).link).toBe(
      `</api/toys/a%20b>; rel="successor-version"`,
    );
  });

  test("a refusal says it, too, and nothing else does", async () => {
    const refused = await get("/api/toys/find", {});
    expect([refused.statusCode, headersOf(refused)]).toEqual([
      401,
      { ...dates, link: `</api/toys>; rel="successor-version"` },
    ]);
    expect(headersOf(await get("/api/toys"))).toEqual(none);
  });

  test("after the sunset, it still answers", async () => {
    const answer = await app.inject({ method: "DELETE", url: "/api/toys" });
    expect([answer.statusCode, headersOf(answer)]).toEqual([
      204,
      { deprecation: seconds("2020-01-01"), sunset: "Fri, 01 Jan 2021 00:00:00 GMT", link: undefined },
    ]);
  });

  test("scripts of other origins may read it", async () => {
    const { headers } = await get("/api/toys/find", { ...signedIn, origin: "https://app.example.org" });
    expect(headers["access-control-expose-headers"]).toMatch(/deprecation, sunset/);
  });
});

describe.each([
  ["", {}],
  [" as a stream", { "trpc-accept": "application/jsonl" }],
])("typed calls%s", (_, asked) => {
  const ask = async (path: string, inputs?: object) =>
    headersOf(
      await app.inject({
        method: "POST",
        url: `/trpc/${path}`,
        headers: { ...signedIn, "content-type": "application/json", ...asked },
        payload: inputs ?? {},
      }),
    );

  test("one call", async () => {
    expect(await ask("toy.find")).toEqual({
      ...dates,
      link: `</trpc/toy.list>; rel="successor-version"`,
    });
    expect(await ask("toy.byId", { id: "1" })).toEqual(none);
  });

  test("a batch has the earliest dates and all successors", async () => {
    const inputs = { 0: { id: "1" }, 1: {}, 2: { id: "1" }, 3: {} };
    expect(await ask("toy.get,toy.find,toy.byId,toy.find?batch=1", inputs)).toEqual({
      deprecation: dates.deprecation,
      sunset: "Mon, 01 Feb 2027 00:00:00 GMT",
      link: `</trpc/toy.byId>; rel="successor-version", </trpc/toy.list>; rel="successor-version"`,
    });
  });
});

test("OpenAPI marks operations, parameters and fields", () => {
  const { paths, components } = createDocument(deprecatedRouter);
  expect(paths["/api/toys/find"]?.get).toMatchObject({
    deprecated: true,
    description: expect.stringMatching(
      /^Deprecated since 2026-11-01: use `\/api\/toys`\. It may be removed from 2027-05-01 on\. /,
    ),
    parameters: expect.arrayContaining([
      {
        name: "name_text",
        in: "query",
        schema: { type: "string" },
        description: "A name. Deprecated since 2026-11-01.",
        deprecated: true,
      },
    ]),
    responses: {
      200: {
        headers: {
          Deprecation: { $ref: "#/components/headers/Deprecation" },
          Sunset: { $ref: "#/components/headers/Sunset" },
        },
      },
    },
  });
  expect(paths["/api/toys"]?.get).not.toHaveProperty("deprecated");
  expect(components.schemas.Toy).toMatchObject({
    properties: {
      full_name: {
        type: "string",
        deprecated: true,
        description: "Its name. Deprecated since 2026-11-01: use `shown_name`.",
      },
      shown_name: { type: "string", description: "How it is shown" },
    },
  });
  expect(JSON.stringify(components)).not.toContain('"deprecation"');
});

test("the help of the command line says it", () => {
  const procedure: unknown = Reflect.get(deprecatedRouter._def.procedures, "toy.find");
  const definition = procedureDefinition("toy.find", procedure);
  const help = procedureCommand(definition, async () => undefined)
    .configureOutput({ getOutHelpWidth: () => 200, getOutHasColors: () => false })
    .helpInformation();
  expect(help).toContain(
    "Find toys. Deprecated since 2026-11-01: use `toy list`. It may be removed from 2027-05-01 on.",
  );
  expect(help).toMatch(/--name-text <text> +A name. Deprecated since 2026-11-01\./);
});
