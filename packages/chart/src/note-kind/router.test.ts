import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

describe("a kind of note", () => {
  it("is stored unchanged, and listed with the newest first", async () => {
    const { caller, account } = await api.signUp();
    const first = await caller.noteKind.create({ name: "First", template: "Two\nlines" });
    expect(first).toMatchObject({
      name: "First",
      template: "Two\nlines",
      createdBy: account.id,
      version: 1,
    });
    const second = await caller.noteKind.create({ name: "Second" });
    expect(second).toMatchObject({ name: "Second", template: null });
    expect(await caller.noteKind.byId({ id: first.id })).toEqual(first);
    const page = await caller.noteKind.list({ limit: 1 });
    expect(page.items).toEqual([second]);
    expect(await caller.noteKind.list({ cursor: page.nextCursor ?? "" })).toEqual({
      items: [first],
      nextCursor: null,
    });
  });

  it("changes only in the fields that are sent", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.noteKind.create({ name: "First", template: "Some" });
    const renamed = await caller.noteKind.update({ id, expectedVersion: 1, name: "New" });
    expect(renamed).toMatchObject({ name: "New", template: "Some", version: 2 });
    const cleared = await caller.noteKind.update({ id, expectedVersion: 2, template: "" });
    expect(cleared).toMatchObject({ name: "New", template: null, version: 3 });
    expect(await caller.noteKind.update({ id, expectedVersion: 3, name: "New" })).toEqual(cleared);
  });

  it("cannot be updated or removed with a stale version", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.noteKind.create({ name: "First" });
    const current = await caller.noteKind.update({ id, expectedVersion: 1, name: "Second" });
    for (const late of [
      () => caller.noteKind.update({ id, expectedVersion: 1, name: "Third" }),
      () => caller.noteKind.remove({ id, expectedVersion: 1 }),
    ])
      expect(await failureOf(late())).toMatchObject({ code: "STALE_VERSION", details: { current } });
    await caller.noteKind.remove({ id, expectedVersion: 2 });
    expect((await failureOf(caller.noteKind.byId({ id }))).code).toBe("NOTE_KIND_NOT_FOUND");
  });

  it("has a name of its own, whatever the case", async () => {
    const { caller } = await api.signUp();
    const other = await api.signUp();
    await caller.noteKind.create({ name: "Progress" });
    await other.caller.noteKind.create({ name: "Progress" });
    const { id } = await caller.noteKind.create({ name: "Letter" });
    const refused = [
      failureOf(caller.noteKind.create({ name: "PROGRESS" })),
      failureOf(caller.noteKind.update({ id, expectedVersion: 1, name: "progress" })),
    ];
    for (const { code } of await Promise.all(refused)) expect(code).toBe("NOTE_KIND_NAME_TAKEN");
  });
});
