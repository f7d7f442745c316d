import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

describe("a room", () => {
  it("is stored, and listed with the newest first", async () => {
    const { caller, account } = await api.signUp();
    const first = await caller.room.create({ name: " First " });
    expect(first).toMatchObject({ name: "First", isActive: true, createdBy: account.id, version: 1 });
    const second = await caller.room.create({ name: "Second", isActive: false });
    expect(await caller.room.byId({ id: second.id })).toEqual(second);
    const page = await caller.room.list({ limit: 1 });
    expect(page.items).toEqual([second]);
    expect(await caller.room.list({ cursor: page.nextCursor ?? "" })).toEqual({
      items: [first],
      nextCursor: null,
    });
  });

  it("changes only in the fields that are sent, and not with a stale version", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.room.create({ name: "First" });
    const renamed = await caller.room.update({ id, expectedVersion: 1, name: "New" });
    expect(renamed).toMatchObject({ name: "New", isActive: true, version: 2 });
    const current = await caller.room.update({ id, expectedVersion: 2, isActive: false });
    expect(current).toMatchObject({ name: "New", isActive: false, version: 3 });
    expect(await caller.room.update({ id, expectedVersion: 3, name: "New" })).toEqual(current);
    const late = [
      caller.room.update({ id, expectedVersion: 1, name: "Third" }),
      caller.room.remove({ id, expectedVersion: 1 }),
    ];
    for (const failure of await Promise.all(late.map(failureOf)))
      expect(failure).toMatchObject({
        code: "STALE_VERSION",
        details: { currentKind: "room", current },
      });
    await caller.room.remove({ id, expectedVersion: 3 });
    expect(await codeOf(caller.room.byId({ id }))).toBe("ROOM_NOT_FOUND");
  });

  it("has a name of its own in its practice", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    await caller.room.create({ name: "One" });
    expect(await codeOf(caller.room.create({ name: "ONE" }))).toBe("ROOM_NAME_TAKEN");
    expect(await other.caller.room.create({ name: "One" })).toMatchObject({ version: 1 });
  });
});
