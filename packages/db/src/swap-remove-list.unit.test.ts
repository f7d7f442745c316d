import { describe, expect, it } from "vitest";
import { nowhere, SwapRemoveList } from "./swap-remove-list.ts";

const member = (name: string) => ({ name, place: nowhere });
const namesIn = (roster: SwapRemoveList<ReturnType<typeof member>>) =>
  [...roster].map(({ name }) => name).toSorted();

describe("SwapRemoveList", () => {
  it("has who came and has not left, in whatever order they leave", () => {
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

  it("takes nobody out twice, nor who never came", () => {
    const roster = new SwapRemoveList<ReturnType<typeof member>>();
    const [ada, bo] = [member("ada"), member("bo")];
    roster.add(ada);
    roster.remove(bo);
    roster.add(bo);
    roster.remove(ada);
    roster.remove(ada);
    expect(namesIn(roster)).toEqual(["bo"]);
  });

  it("tells who was there when it is cleared, and they may leave all the same", () => {
    const roster = new SwapRemoveList<ReturnType<typeof member>>();
    const [ada, bo] = [member("ada"), member("bo")];
    roster.add(ada);
    expect(roster.clear()).toEqual([{ name: "ada", place: nowhere }]);
    roster.add(bo);
    roster.remove(ada);
    expect(namesIn(roster)).toEqual(["bo"]);
  });
});
