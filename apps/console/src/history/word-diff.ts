import { diffArrays } from "diff";

export type DiffPart = { kind: "same" | "removed" | "added"; text: string };

/** More changed words than this are told as one change of all of it, so that no text can hold up the page. */
const maxEditLength = 1_000;

/** How a text has become another one, word by word: white space is kept, so that the parts are the two texts again. */
export function diffWords(from: string, to: string): DiffPart[] {
  const changes = diffArrays(wordsOf(from), wordsOf(to), { maxEditLength });
  if (!changes) return joined([...partsOf("removed", [from]), ...partsOf("added", [to])]);
  return joined(
    changes.flatMap(({ removed, added, value }) =>
      partsOf(removed ? "removed" : added ? "added" : "same", value),
    ),
  );
}

const wordsOf = (text: string): string[] => text.match(/\s+|\S+/g) ?? [];

const partsOf = (kind: DiffPart["kind"], words: readonly string[]): DiffPart[] =>
  words.map((text) => ({ kind, text }));

/** Neighbours of a kind as one part; of what was replaced, all that went before all that came. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone) result.push({ kind: "removed", text: gone });
    if (come) result.push({ kind: "added", text: come });
    [gone, come] = ["", ""];
  };
  for (const [index, { kind, text }] of parts.entries()) {
    const isChange = kind !== "same";
    // Between two changed words, white space that both texts have belongs to the change.
    const isBridge = !isChange && (gone || come) && text.trim() === "" && parts[index + 1]?.kind !== "same";
    if (kind === "removed" || isBridge) gone += text;
    if (kind === "added" || isBridge) come += text;
    if (isChange || isBridge) continue;
    flush();
    const last = result.at(-1);
    if (last?.kind === "same") last.text += text;
    else result.push({ kind, text });
  }
  flush();
  return result;
}
