import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";

describe("a statement that fails after sending some rows", () => {
  const context = useDatabases();

  async function failThenAsk(database: Database) {
    const failing = rows(database, "select 1 / (3 - i) as x from generate_series(1, 5) as i");
    await expect(failing).rejects.toThrow();
    return rows(database, "select x from generate_series(1, 4) as x");
  }

  it("does not corrupt the next result, on each kind of connection that stays open", async () => {
    const database = context.open({ readers: 1, searchers: 1 });
    const expected = [1, 2, 3, 4].map((x) => ({ x }));
    for (const kind of [database.reader, database.searcher("one"), database.appender]) {
      const answer = await failThenAsk(kind);
      expect(answer).toHaveLength(4);
      expect([...answer]).toEqual(expected);
    }
  });
});
