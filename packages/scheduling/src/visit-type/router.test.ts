import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

describe("a visit type", () => {
  it("is stored, and listed with the newest first", async () => {
    const { caller, account } = await api.signUp();
    const first = await caller.visitType.create({ name: " First ", minutes: 20 });
    expect(first).toMatchObject({
      name: "First",
      minutes: 20,
      isActive: true,
      createdBy: account.id,
      version: 1,
    });
    const second = await caller.visitType.create({ name: "Second", minutes: 20, isActive: false });
    expect(await caller.visitType.byId({ id: second.id })).toEqual(second);
    const page = await caller.visitType.list({ limit: 1 });
    expect(page.items).toEqual([second]);
    expect(await caller.visitType.list({ cursor: page.nextCursor ?? "" })).toEqual({
      items: [first],
      nextCursor: null,
    });
  });

  it("changes only in the fields that are sent, and not with a stale version", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.visitType.create({ name: "First", minutes: 20 });
    const renamed = await caller.visitType.update({ id, expectedVersion: 1, name: "New" });
    expect(renamed).toMatchObject({ name: "New", minutes: 20, isActive: true, version: 2 });
    const current = await caller.visitType.update({ id, expectedVersion: 2, isActive: false });
    expect(current).toMatchObject({ name: "New", isActive: false, version: 3 });
    expect(await caller.visitType.update({ id, expectedVersion: 3, name: "New" })).toEqual(current);
    const late = [
      caller.visitType.update({ id, expectedVersion: 1, name: "Third" }),
      caller.visitType.remove({ id, expectedVersion: 1 }),
    ];
    for (const failure of await Promise.all(late.map(failureOf)))
      expect(failure).toMatchObject({
        code: "STALE_VERSION",
        details: { currentKind: "visitType", current },
      });
    await caller.visitType.remove({ id, expectedVersion: 3 });
    expect(await codeOf(caller.visitType.byId({ id }))).toBe("VISIT_TYPE_NOT_FOUND");
  });

  it("has a name of its own in its practice", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    await caller.visitType.create({ name: "One", minutes: 20 });
    expect(await codeOf(caller.visitType.create({ name: "ONE", minutes: 20 }))).toBe("VISIT_TYPE_NAME_TAKEN");
    expect(await other.caller.visitType.create({ name: "One", minutes: 20 })).toMatchObject({ version: 1 });
  });
});
