import { pageOf } from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { rest } from "@caretype/core/kernel/procedure/rest";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDocument } from "../src/openapi/document.ts";
import { createToyApp, signedIn } from "./toy-app.ts";

const toy = { describes: "Read a toy" } as const;

const Toy = z.object({
  fullName: z.string(),
  note: z.string().nullable(),
  isTame: z.boolean(),
  weight: z.number(),
  nickNames: z.array(z.string()),
});
const Visit = z.object({ at: z.iso.datetime(), note: z.string(), toysSeen: z.array(z.iso.datetime()) });

const toys: z.output<typeof Toy>[] = [
  { fullName: "Ada", note: null, isTame: true, weight: 1.5, nickNames: ["a", "b"] },
  { fullName: 'B, "the"\nsecond', note: "é ✓", isTame: false, weight: -1, nickNames: [] },
];
const at = (fraction: string) => `2026-11-20T17:28:00${fraction}Z`;
const visits: z.output<typeof Visit>[] = [
  { at: at(".120045"), note: at(""), toysSeen: [at(".1"), at("")] },
  { at: at(""), note: "", toysSeen: [] },
];
const calls = { count: 0 };
const dangerous = ["=1+1", "=1;=2", "+1", "-1", "@SUM(A1)", "\tx", "\rx"];

const page = <Item>(items: Item[], nextCursor: string | null) => ({ items, nextCursor });
const readToys = protectedProcedure("patient:read", toy).output(pageOf(Toy));

const toyRouter = router({
  toy: router({
    list: readToys
      .meta(rest("GET /toys", "List", { csv: true }))
      .input(z.strictObject({ cursor: z.string().optional() }).prefault({}))
      .query(({ input }) => page(toys, input.cursor === undefined ? "next" : null)),
    dangerous: readToys.meta(rest("GET /dangerous", "List", { csv: true })).query(() =>
      page(
        dangerous.map((fullName) => ({
          fullName,
          note: null,
          isTame: true,
          weight: 1,
          nickNames: [fullName],
        })),
        null,
      ),
    ),
    visits: protectedProcedure("patient:read", toy)
      .output(pageOf(Visit))
      .meta(rest("GET /last-visits/{id}", "List", { csv: true }))
      .input(z.strictObject({ id: z.string() }))
      .query(() => page(visits, null)),
    make: protectedProcedure("patient:read", toy)
      .output(Toy)
      .meta(rest("POST /json", "Make", { status: 201 }))
      .mutation(() => {
        calls.count++;
        return { fullName: "Ada", note: null, isTame: true, weight: 1, nickNames: [] };
      }),
    remove: protectedProcedure("patient:read", toy)
      .output(z.void())
      .meta(rest("DELETE /json", "Remove", { status: 204 }))
      .mutation(() => undefined),
    none: readToys.meta(rest("GET /none", "List", { csv: true })).query(() => page([], null)),
    json: readToys.meta(rest("GET /json", "List")).query(() => page(toys, null)),
  }),
});

const { app } = await createToyApp({
  router: toyRouter,
  settings: { corsOrigins: ["https://a.example", "https://b.example"] },
});

const get = (url: string, accept?: string) =>
  app.inject({ url: `/api${url}`, headers: { ...signedIn, ...(accept !== undefined && { accept }) } });

/** Marks the file as UTF-8 for spreadsheets. */
const mark = "\uFEFF";
const header = `${mark}full_name,note,is_tame,weight,nick_names\r\n`;

describe("a page as CSV", () => {
  it("is a line of names and a line per item, with the next page in its Link", async () => {
    const { statusCode, headers, body } = await get("/toys", "text/csv");
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="toys.csv"',
      link: '</api/toys?cursor=next>; rel="next"',
      vary: "Origin, Accept",
    });
    expect(body).toBe(`${header}Ada,,true,1.5,a b\r\n"B, ""the""\nsecond",é ✓,false,'-1,\r\n`);
    const last = await get("/toys?cursor=next", "text/csv");
    expect([last.headers.link, parse(last.body).length]).toEqual([undefined, 3]);
    expect((await get("/none", "text/csv")).body).toBe(header);
  });

  it("has all instants in microseconds, and texts unchanged", async () => {
    const { body } = await get("/last-visits/17", "text/csv");
    expect(body.split("\r\n")).toEqual([
      `${mark}at,note,toys_seen`,
      "2026-11-20T17:28:00.120045Z,2026-11-20T17:28:00Z,2026-11-20T17:28:00.100000Z 2026-11-20T17:28:00.000000Z",
      "2026-11-20T17:28:00.000000Z,,",
      "",
    ]);
  });

  it("is a file that is named after the path, without its ids", async () => {
    const { headers } = await get("/last-visits/17", "text/csv");
    expect(headers["content-disposition"]).toBe('attachment; filename="last-visits.csv"');
    expect((await get("/toys")).headers["content-disposition"]).toBeUndefined();
  });

  it("has no cell that a spreadsheet would evaluate", async () => {
    const { body } = await get("/dangerous", "text/csv");
    const cells = parse(body, { bom: true, from: 2 }).map(([name, , , , nicks]: string[]) => [name, nicks]);
    expect(cells).toEqual(dangerous.map((text) => [`'${text}`, `'${text}`]));
    // Without quotes, a spreadsheet that separates by `;` would see another cell.
    expect(body).toContain(`"'=1;=2"`);
  });

  it.each([
    ["text/csv", "text/csv"],
    ["TEXT/CSV", "text/csv"],
    ["text/csv; charset=utf-8", "text/csv"],
    ["text/csv;header=absent", "text/csv"],
    ["text/*", "text/csv"],
    ["application/json;q=0.5, text/csv", "text/csv"],
    ["text/csv;q=0.1, */*;q=0.05", "text/csv"],
    ["application/json;q=0, */*", "text/csv"],
    [undefined, "application/json"],
    ["", "application/json"],
    ["*/*", "application/json"],
    ["application/json, text/csv", "application/json"],
    ["text/csv;q=0.5, application/json", "application/json"],
    ["text/csv;q=0, */*", "application/json"],
    ["text/html,application/xhtml+xml,*/*;q=0.8", "application/json"],
    ["text/html", "application/json"],
    [";q=,,", "application/json"],
  ])("for Accept %j is %s", async (accept, expected) => {
    const { headers } = await get("/toys", accept);
    expect(headers["content-type"]?.split(";")[0]).toBe(expected);
    expect(headers.vary).toBe("Origin, Accept");
  });

  it.each(["text/csv", "text/csv, text/html;q=0.5", "text/csv, application/json;q=0"])(
    "is refused to who takes no JSON where the procedure does not offer it: %s",
    async (accept) => {
      const refused = await get("/json", accept);
      expect(refused.statusCode).toBe(406);
      expect(refused.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(refused.json()).toMatchObject({ code: "NOT_ACCEPTABLE", status: 406 });
      const url = "/api/json";
      const change = await app.inject({ method: "POST", url, headers: { ...signedIn, accept } });
      expect([change.statusCode, calls.count]).toEqual([406, 0]);
      const nothing = await app.inject({ method: "DELETE", url, headers: { ...signedIn, accept } });
      expect(nothing.statusCode).toBe(204);
    },
  );

  it.each([
    "text/csv, */*;q=0.1",
    "text/csv, application/json;q=0.5",
    "text/html",
    "*/*",
    ";q=,,",
    undefined,
  ])("is JSON if the procedure does not support CSV, and Accept is %j", async (accept) => {
    const { headers } = await get("/json", accept);
    expect([headers["content-type"], headers.vary]).toEqual(["application/json; charset=utf-8", "Origin"]);
  });

  it("is not sent for an Accept that is too long to parse", async () => {
    const accept = `text/csv,${Array.from({ length: 1_000 }, (_, index) => `text/a${index};q=0.1`).join()}`;
    const { headers } = await app.inject({ url: "/api/toys", headers: { ...signedIn, accept } });
    expect(headers["content-type"]).toContain("application/json");
  });

  it("is not used for errors", async () => {
    const refused = await app.inject({
      url: "/api/toys?limit=1",
      headers: { ...signedIn, accept: "text/csv" },
    });
    expect([refused.statusCode, refused.headers["content-type"]]).toEqual([
      400,
      "application/problem+json; charset=utf-8",
    ]);
  });

  it("requires items that fit on one line, which creating the OpenAPI document checks", () => {
    const nested = router({
      nested: protectedProcedure("patient:read", toy)
        .output(pageOf(z.object({ inner: z.object({ name: z.string() }) })))
        .meta(rest("GET /nested", "List", { csv: true }))
        .query(() => page([], null)),
    });
    expect(() => createDocument(nested)).toThrow("nested: only a page of flat items can be had as CSV");
  });

  it("is in the OpenAPI document beside JSON if it is supported", () => {
    const { paths } = createDocument(toyRouter);
    const typesOf = (path: string) => {
      const operation: unknown = paths[`/api${path}`]?.get;
      const { content } = Reflect.get(Object(Reflect.get(Object(operation), "responses")), "200");
      return Object.keys(content);
    };
    expect(typesOf("/toys")).toEqual(["application/json", "text/csv"]);
    expect(typesOf("/json")).toEqual(["application/json"]);
  });
});
