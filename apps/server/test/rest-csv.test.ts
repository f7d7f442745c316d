import { pageOf } from "@caretype/api/fields";
import { permit, router } from "@caretype/api/procedure";
import { rest } from "@caretype/api/rest";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDocument } from "../src/openapi/document.ts";
import { createToyApp, signedIn } from "./toy-app.ts";

const Toy = z.object({
  fullName: z.string(),
  note: z.string().nullable(),
  isTame: z.boolean(),
  weight: z.number(),
  nickNames: z.array(z.string()),
});

const toys: z.output<typeof Toy>[] = [
  { fullName: "Ada", note: null, isTame: true, weight: 1.5, nickNames: ["a", "b"] },
  { fullName: 'B, "the"\nsecond', note: "é ✓", isTame: false, weight: -1, nickNames: [] },
];
const dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"];

const page = <Item>(items: Item[], nextCursor: string | null) => ({ items, nextCursor });
const readToys = permit("patient:read").output(pageOf(Toy));

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

const header = "full_name,note,is_tame,weight,nick_names\r\n";

describe("a page as CSV", () => {
  it("is a line of names and a line an item, with the next page in its Link", async () => {
    const { statusCode, headers, body } = await get("/toys", "text/csv");
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      link: '</api/toys?cursor=next>; rel="next"',
      vary: "Origin, Accept",
    });
    expect(body).toBe(`${header}Ada,,true,1.5,a b\r\n"B, ""the""\nsecond",é ✓,false,'-1,\r\n`);
    const last = await get("/toys?cursor=next", "text/csv");
    expect([last.headers.link, parse(last.body).length]).toEqual([undefined, 3]);
    expect((await get("/none", "text/csv")).body).toBe(header);
  });

  it("has no cell that a spreadsheet would calculate", async () => {
    const { body } = await get("/dangerous", "text/csv");
    const cells = parse(body, { from: 2 }).map(([name, , , , nicks]: string[]) => [name, nicks]);
    expect(cells).toEqual(dangerous.map((text) => [`'${text}`, `'${text}`]));
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

  it("is not to be had where the procedure does not offer it", async () => {
    const { headers } = await get("/json", "text/csv");
    expect([headers["content-type"], headers.vary]).toEqual(["application/json; charset=utf-8", "Origin"]);
  });

  it("is no answer to what is refused", async () => {
    const refused = await app.inject({
      url: "/api/toys?limit=1",
      headers: { ...signedIn, accept: "text/csv" },
    });
    expect([refused.statusCode, refused.headers["content-type"]]).toEqual([
      400,
      "application/problem+json; charset=utf-8",
    ]);
  });

  it("can only be of items that fit one line, which the OpenAPI document finds out", () => {
    const nested = router({
      nested: permit("patient:read")
        .output(pageOf(z.object({ inner: z.object({ name: z.string() }) })))
        .meta(rest("GET /nested", "List", { csv: true }))
        .query(() => page([], null)),
    });
    expect(() => createDocument(nested)).toThrow("nested: only a page of flat items can be had as CSV");
  });

  it("is in the OpenAPI document beside JSON, where it is offered", () => {
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
