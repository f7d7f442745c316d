import { describe, expect, it } from "vitest";
import { notListed, SwapRemoveList } from "./swap-remove-list.ts";

const member = (name: string) => ({ name, index: notListed });
const namesIn = (roster: SwapRemoveList<ReturnType<typeof member>>) =>
  [...roster].map(({ name }) => name).toSorted();

describe("SwapRemoveList", () => {
  it("contains the added items that were not removed, in any order of removals", () => {
    const roster = new SwapRemoveList<ReturnType<typeof member>>();
    const [ada, bo, cy, di] = ["ada", "bo", "cy", "di"].map(member) as [
      ReturnType<typeof member>,
      ReturnType<typeof member>,
      ReturnType<typeof member>,
      ReturnType<typeof member>,
    ];
    for (const each of [ada, bo, cy, di]) roster.add(each);
    roster.remove(bo);
    expect(namesIn(roster)).toEqual(["ada", "cy", "di"]);
    roster.remove(di);
    roster.add(bo);
    roster.remove(ada);
    expect(namesIn(roster)).toEqual(["bo", "cy"]);
    roster.remove(cy);
    roster.remove(bo);
    expect([roster.size, ...roster]).toEqual([0]);
  });

  it("ignores the removal of an item that it does not contain", () => {
    const roster = new SwapRemoveList<ReturnType<typeof member>>();
    const [ada, bo] = [member("ada"), member("bo")];
    roster.add(ada);
    roster.remove(bo);
    roster.add(bo);
    roster.remove(ada);
    roster.remove(ada);
    expect(namesIn(roster)).toEqual(["bo"]);
  });

  it("returns its items when cleared, and ignores their later removal", () => {
    const roster = new SwapRemoveList<ReturnType<typeof member>>();
    const [ada, bo] = [member("ada"), member("bo")];
    roster.add(ada);
    expect(roster.clear()).toEqual([{ name: "ada", index: notListed }]);
    roster.add(bo);
    roster.remove(ada);
    expect(namesIn(roster)).toEqual(["bo"]);
  });
});
