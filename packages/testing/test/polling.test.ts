import type { PatientId } from "@caretype/client";
import { countLockWaits, lockRow } from "@caretype/test-database";
import { afterAll, expect, it, vi } from "vitest";
import { startCaretype } from "../src/index.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

it("misses no change beside eight writers and a transaction that stays open", async () => {
  const { client } = await backend.signUp();
  const from = new Date(Date.now() - 60_000).toISOString();
  const add = async () => (await client.patient.create.mutate({ name: "Ann Lee", gender: "female" })).id;
  const poll: { from: string; cursor?: string | undefined } = { from };
  const seen = new Set<string>();
  // As docs/build/extend.md teaches.
  const poller = async () => {
    for (let hasMore = true; hasMore; ) {
      const page = await client.audit.list.query({ ...poll, kind: "records", sort: "oldest", limit: 1_000 });
      for (const { action, effect, subjectIds } of page.items)
        if (effect === "done") seen.add(`${action} ${subjectIds.join()}`);
      hasMore = page.nextCursor !== null;
      poll.cursor = page.nextCursor ?? page.resumeCursor ?? poll.cursor;
    }
  };
  const held = await add();
  const added: PatientId[] = [];
  let isWriting = true;
  const { late } = await backend.database.transaction(async (tx) => {
    await lockRow(tx, { table: "patient", id: held });
    // It has begun before all that the writers add, and ends after them.
    const late = client.patient.update.mutate({ id: held, expectedVersion: 1, phoneNumber: "1" });
    await vi.waitFor(async () => {
      if ((await countLockWaits(backend.database.reader)) === 0) throw new Error("nothing waits");
    });
    const writers = Array.from({ length: 8 }, async () => {
      for (let left = 8; left > 0; left--) added.push(await add());
    });
    const polling = (async () => {
      while (isWriting) await poller();
    })();
    await Promise.all(writers).finally(() => {
      isWriting = false;
    });
    await polling;
    return { late };
  });
  await late;
  await poller();
  const changes = [held, ...added].map((id) => `patient.create ${id}`);
  expect([...seen].toSorted()).toEqual([...changes, `patient.update ${held}`].toSorted());
  // The next poll does not begin anew.
  expect(Buffer.from(poll.cursor ?? "", "base64url").toString()).toMatch(/^\["oldest","20/);
  const { nextCursor, resumeCursor } = await client.audit.list.query({ sort: "oldest", limit: 1 });
  expect([typeof nextCursor, resumeCursor]).toEqual(["string", null]);
});
