import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { splitNumbers, toPattern } from "./search-patterns.ts";

describe("a telephone number", () => {
  it.each([
    ["555-0104", "5550104"],
    ["030 5550199", "305550199"],
    ["( 030 ) 555 - 01 99;", "305550199"],
    ["+49 30 5550199", "305550199"],
    ["+49 (0)30 / 55501", "3055501"],
    ["0049 30 5550199", "305550199"],
    ["+1 (212) 555-0147", "2125550147"],
    ["1-212-555-0147", "2125550147"],
    ["(212) 555-0147", "2125550147"],
    ["138 1234 5678", "3812345678"],
    ["+354 555 1234", "5551234"],
    ["8 (495) 123-45-67", "4951234567"],
    ["+7 495 1234567", "4951234567"],
    ["030−555~01·99", "305550199"],
    ["०३० ५५५०१९९", "305550199"],
    ["๐๓๐-๕๕๕-๐๑๙๙", "305550199"],
    ["0199", "0199"],
    ["0000", "0000"],
  ])("is searched without its prefix: %s", (q, national) => {
    expect(splitNumbers(q).parts).toEqual([national]);
  });

  it("may be among words", () => {
    expect(splitNumbers("Jane 030/555 01 99 Doe, 12")).toEqual({
      words: ["Jane", "030/555", "01", "99", "Doe", "12"],
      parts: ["Jane", "305550199", "Doe", "12"],
    });
  });

  it.each([
    undefined,
    " , ",
    "Doe, Jane",
    "100%_",
    "Aaron697 774",
    "089",
    "+ -",
    "😀1234",
    "ann.5550199@example.org",
  ])("is not found in %j", (q) => {
    expect(splitNumbers(q).parts).toBeNull();
  });
});

it("escapes pattern characters", () => {
  expect(toPattern("100%_\\")).toBe("%100\\%\\_\\\\%");
});

describe("patients and doctors", async () => {
  const api = await createTestApi();
  const { caller } = await api.signUp();
  const people = {
    daughter: { phoneNumber: "+49 (0)30 555-01 99 (daughter)" },
    slash: { phoneNumber: "030 / 5550199" },
    narrow: { phoneNumber: "01\u202f42\u202f68\u202f53\u202f01" },
    letters: { phoneNumber: "1-800-FLOWERS" },
    glued: { phoneNumber: "(555)010-7777(home)" },
    danish: { phoneNumber: "12 34 56 78" },
    north: { phoneNumber: "+1 (212) 555-0147" },
    west: { phoneNumber: "+1 (312) 555-0147" },
    dated: { name: "Load 2026-11-21" },
    mailed: { email: "1985.07.12@example.org" },
  };
  for (const [name, person] of Object.entries(people)) {
    await caller.patient.create({ name, ...person, gender: "other" });
    await caller.doctor.create({ name, ...person });
  }

  const found: [string, string[]][] = [
    ["030 5550199", ["daughter", "slash"]],
    ["0305550199", ["daughter", "slash"]],
    ["+49305550199", ["daughter", "slash"]],
    ["0049 30/555.01.99", ["daughter", "slash"]],
    ["(030) 555–0199", ["daughter", "slash"]],
    ["030 / 555 01 99", ["daughter", "slash"]],
    ["+49 30 55501", ["daughter", "slash"]],
    ["03055501", ["daughter", "slash"]],
    ["( 030 ) 5550199", ["daughter", "slash"]],
    ["0199 daughter", ["daughter"]],
    ["(daughter)", ["daughter"]],
    ["+49 (0)30 555-01 99 (daughter)", ["daughter"]],
    ["01\u202f42\u202f68\u202f53\u202f01", ["narrow"]],
    ["0142685301", ["narrow"]],
    ["1-800-FLOWERS", ["letters"]],
    ["(555)010-7777(home)", ["glued"]],
    ["+45 12345678", ["danish"]],
    ["(212) 555-0147", ["north"]],
    ["1-312-555-0147", ["west"]],
    ["5550147", ["north", "west"]],
    ["2026-11-21", ["Load 2026-11-21"]],
    ["Load 2026-11-21", ["Load 2026-11-21"]],
    ["1985.07.12", ["mailed"]],
    ["030 5550198", []],
  ];

  it.each(found)("are found by %j", async (q, names) => {
    const nameOf = ({ name }: { name: string }) => name;
    for (const sort of ["oldest", "name", "updated"] as const) {
      const { items } = await caller.patient.list({ q, sort });
      expect(items.map(nameOf).sort()).toEqual(names);
    }
    expect((await caller.doctor.list({ q })).items.map(nameOf).sort()).toEqual(names);
  });
});
