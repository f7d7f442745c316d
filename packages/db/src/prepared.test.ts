import { backendOf, rows, useDatabases } from "@caretype/test-database/use-databases";
import { eq, sql } from "drizzle-orm";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { PracticeId } from "./ids.ts";
import { type Database, prepared, schema } from "./index.ts";

let builds = 0;
const practiceName = prepared(["id"], (database) => {
  builds++;
  return database
    .select({ name: schema.practice.name })
    .from(schema.practice)
    .where(eq(schema.practice.id, sql.placeholder("id")));
});
const backend = prepared([], (database) =>
  database.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(select 1) as one`),
);
const id = "01890a5d-ac96-774b-bcce-b302099a8057" as PracticeId;

describe("prepared", () => {
  const context = useDatabases({ migrated: true });

  it("builds the SQL of an unnamed statement once, and has it planned each time", async () => {
    let times = 0;
    const sum = prepared(
      ["one"],
      (built) => {
        times++;
        return built
          .select({ sum: sql<number>`${sql.placeholder("one")}::int + 1` })
          .from(sql`(select 1) as adding`);
      },
      { isPlannedEachTime: true },
    );
    const { reader } = context.open({ readers: 1 });
    expect([await sum(reader).execute({ one: 1 }), await sum(reader).execute({ one: 2 })]).toEqual([
      [{ sum: 2 }],
      [{ sum: 3 }],
    ]);
    expect(times).toBe(1);
    const known = "select count(*) as n from pg_prepared_statements where statement like '%adding%'";
    expect(await rows(reader, `${known} and name <> ''`)).toEqual([{ n: 0 }]);
  });

  it("builds the SQL once, and runs on the given database", async () => {
    const database = context.open({ readers: 1, writers: 4 });
    await database.transaction(async (tx) => {
      await tx.insert(schema.practice).values({ id, name: "Nord" });
      expect(await practiceName(tx).execute({ id })).toEqual([{ name: "Nord" }]);
      expect(await practiceName(database.reader).execute({ id })).toEqual([]);
      const own = await backendOf(tx);
      expect(await backend(tx).execute()).toEqual([{ pid: own }]);
      await database.transaction(async (other) => {
        expect(await backend(other).execute()).not.toEqual([{ pid: own }]);
      });
    });
    const found = await practiceName(database.reader).execute({ id });
    expect(found).toEqual([{ name: "Nord" }]);
    expectTypeOf(found).toEqualTypeOf<{ name: string }[]>();
    expect(builds).toBe(1);
    const [known] = await rows(
      database.reader,
      "select count(*) as n from pg_prepared_statements where statement like '%practice%'",
    );
    expect(known).toEqual({ n: 1 });
  });

  it("refuses a statement that would stay bound to the first database", () => {
    const { reader } = context.open();
    const build = (database: Database) => ({
      execute: () => database.select().from(schema.practice).prepare("two").execute(),
    });
    // @ts-expect-error: also refused at compile time.
    const two = prepared([], build);
    expect(() => two(reader)).toThrow(TypeError);
  });

  it("takes a value for each listed placeholder, and refuses unlisted ones", () => {
    const { reader } = context.open();
    type Values = Parameters<ReturnType<typeof practiceName>["execute"]>;
    expectTypeOf<[{ id: string }]>().toExtend<Values>();
    expectTypeOf<[]>().not.toExtend<Values>();
    expectTypeOf<[{ ids: string }]>().not.toExtend<Values>();
    expectTypeOf<[{ id: undefined }]>().not.toExtend<Values>();
    const untold = prepared(["other"], (database) =>
      database
        .select({ name: schema.practice.name })
        .from(schema.practice)
        .where(eq(schema.practice.id, sql.placeholder("id"))),
    );
    expect(() => untold(reader)).toThrow("does not list the placeholders id");
  });
});
