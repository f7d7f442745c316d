import { patientId } from "@caretype/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetAllButSettings } from "../../kit/settings/kept-settings.ts";
import { forgetKept, keepInput, keptNames, readKept } from "./kept-input.ts";

const owner = {
  accountId: "a",
  practiceId: "p",
  patientId: patientId.parse("0190c0de-0000-7000-8000-000000000001"),
};
const place = { ...owner, name: "draft.1" };

/** A storage whose entries are its own properties, as in a browser. */
function fakeStorage(): Storage {
  const methods = {
    getItem: (key: string) => Reflect.get(storage, key) ?? null,
    setItem: (key: string, value: string) => void Reflect.set(storage, key, value),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
  };
  const storage: Storage = Object.create(methods);
  return storage;
}

beforeEach(() => {
  vi.stubGlobal("localStorage", fakeStorage());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it("keeps texts of accounts, practices and patients apart", () => {
  keepInput(place, { text: "mine" });
  const other = patientId.parse("0190c0de-0000-7000-8000-000000000002");
  for (const another of [{ accountId: "b" }, { practiceId: "q" }, { patientId: other }]) {
    expect(readKept({ ...place, ...another })).toBeNull();
    expect(keptNames({ ...owner, ...another })).toEqual([]);
  }
  expect(readKept(place)).toEqual({ text: "mine" });
  expect(keptNames(owner)).toEqual(["draft.1"]);
});

it("forgets a text, but not a later one of another tab", () => {
  keepInput(place, "earlier");
  keepInput(place, "later");
  forgetKept(place, "earlier");
  expect(readKept(place)).toBe("later");
  forgetKept(place, "later");
  expect(readKept(place)).toBeNull();
});

it("forgets everybody's texts, and no settings", () => {
  keepInput(place, "text");
  localStorage.setItem("caretype.display", "settings");
  forgetAllButSettings();
  expect(keptNames(owner)).toEqual([]);
  expect(localStorage.getItem("caretype.display")).toBe("settings");
});

it("forgets what is too old, also of other patients, and what nobody can read", () => {
  const other = { ...place, patientId: patientId.parse("0190c0de-0000-7000-8000-000000000002") };
  keepInput(other, "old", "2026-11-24T10:00:00Z");
  keepInput({ ...place, name: "form.vitals" }, "new", "2999-11-24T10:00:00Z");
  localStorage.setItem("caretype.unsaved.a.p.x.draft", "of another version");
  expect(keptNames(other)).toEqual([]);
  expect(readKept({ ...place, name: "form.vitals" })).toBe("new");
  expect(Object.keys(localStorage)).toHaveLength(2);
  forgetAllButSettings();
  expect(Object.keys(localStorage)).toEqual([]);
});

it("says that it keeps nothing without storage", () => {
  vi.stubGlobal("localStorage", undefined);
  expect(keepInput(place, "text")).toBe(false);
  expect(readKept(place)).toBeNull();
  expect(keptNames(owner)).toEqual([]);
});
