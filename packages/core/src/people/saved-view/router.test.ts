import { makeColleague } from "@caretype/test-api/colleague";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { ListPatients } from "../patient/schema.ts";
import { notSaved, PatientViewFilters } from "./schema.ts";

const api = await createTestApi();

it("has all filters of the list of patients", () => {
  const ofList = Object.keys(ListPatients.unwrap().shape);
  expect([...Object.keys(PatientViewFilters.shape), ...notSaved].toSorted()).toEqual(ofList.toSorted());
});

describe("a saved view", () => {
  it("has the filters that it was saved with, which the list accepts", async () => {
    const { caller, account } = await api.signUp();
    const filters = { sort: "name", gender: "female", minAge: 65, maxAge: 80 } as const;
    const saved = await caller.savedView.create({ name: " Older women ", filters });
    expect(saved).toEqual({
      id: expect.any(String),
      name: "Older women",
      page: "patients",
      filters,
      createdBy: account.id,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      version: 1,
    });
    expect(await caller.savedView.byId({ id: saved.id })).toEqual(saved);
    const second = await caller.savedView.create({ name: "All", filters: {} });
    expect((await caller.savedView.list()).items).toEqual([second, saved]);
    expect((await caller.patient.list(saved.filters)).items).toEqual([]);
  });

  it("is renamed and changed, each by itself", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.savedView.create({ name: "Old", filters: { minAge: 65 } });
    const renamed = await caller.savedView.update({ id, expectedVersion: 1, name: "Older" });
    expect(renamed).toMatchObject({ name: "Older", filters: { minAge: 65 }, version: 2 });
    const changed = await caller.savedView.update({ id, expectedVersion: 2, filters: { minAge: 70 } });
    expect(changed).toMatchObject({ name: "Older", filters: { minAge: 70 }, version: 3 });
    expect(await caller.savedView.update({ id, expectedVersion: 3, filters: { minAge: 70 } })).toEqual(
      changed,
    );
    const late = { id, expectedVersion: 1 } as const;
    const calls = [caller.savedView.update({ ...late, name: "Late" }), caller.savedView.remove(late)];
    for (const failure of await Promise.all(calls.map(failureOf)))
      expect(failure).toMatchObject({
        code: "STALE_VERSION",
        details: { currentKind: "savedView", current: changed },
      });
    await caller.savedView.remove({ id, expectedVersion: 3 });
    expect((await caller.savedView.list()).items).toEqual([]);
  });

  it("has a name of its own in its practice", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    const create = (name: string) => caller.savedView.create({ name, filters: {} });
    expect(await tally(Array.from({ length: 10 }, () => create("Children")))).toEqual({
      ok: 1,
      SAVED_VIEW_NAME_TAKEN: 9,
    });
    expect(await codeOf(create("CHILDREN"))).toBe("SAVED_VIEW_NAME_TAKEN");
    const { id } = await create("Adults");
    const renamed = caller.savedView.update({ id, expectedVersion: 1, name: "children" });
    expect(await codeOf(renamed)).toBe("SAVED_VIEW_NAME_TAKEN");
    expect(await other.caller.savedView.create({ name: "Children", filters: {} })).toMatchObject({
      version: 1,
    });
  });

  it("is refused with a search text, an unknown filter or ages out of order", async () => {
    const { caller } = await api.signUp();
    for (const filters of [{ q: "Lee" }, { eyes: "blue" }, { minAge: 9, maxAge: 8 }, { sort: "relevance" }]) {
      // The types refuse most of these.
      const input = { name: "View", filters: filters as { minAge: number } };
      expect(await codeOf(caller.savedView.create(input))).toBe("INVALID_INPUT");
    }
  });

  it("is used by all members, and saved by those who may change patients", async () => {
    const owner = await api.signUp();
    const { id } = await owner.caller.savedView.create({ name: "Children", filters: { maxAge: 17 } });
    for (const role of ["clinician", "reception", "viewer"] as const) {
      const { caller } = await makeColleague(api, owner, role);
      expect((await caller.savedView.list()).items.map((view) => view.id)).toContain(id);
      const save = caller.savedView.create({ name: role, filters: {} });
      if (role === "viewer") expect(await codeOf(save)).toBe("PERMISSION_DENIED");
      else expect(await save).toMatchObject({ name: role });
    }
  });
});
