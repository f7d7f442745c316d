import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  notSame: "Not the same person",
  notSameLabel: (one: string, other: string) => `Not the same person: ${one} and ${other}`,
  areMarked: (one: string, other: string) => withNames`${one} and ${other} are marked as different people`,
  notMarked: "They were not marked as different people",
  title: "Not the same person",
  markedBy: (when: string, who: string) => withNames`Marked ${when}, by ${who}`,
  unknownAccount: "an unknown account",
  undoLabel: (name: string) => `Undo the mark of ${name}`,
  isUnmarked: (name: string) => withNames`${name} can be a possible duplicate again`,
  notUnmarked: "The mark was not undone",
};
