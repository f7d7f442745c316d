import { diffArrays } from "diff";

export type DiffPart = { kind: "same" | "removed" | "added"; text: string };

/** More changed words than this count as one change, which bounds the time. */
const maxEditLength = 1_000;

/** Returns a word diff. White space is kept, so that the parts add up to both texts. */
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

/** Joins adjacent parts of a kind; in a replacement, removals come first. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed) result.push({ kind: "removed", text: removed });
    if (added) result.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [index, { kind, text }] of parts.entries()) {
    const isChange = kind !== "same";
    // Unchanged white space between two changed words belongs to the change.
    const isBridge =
      !isChange && (removed || added) && text.trim() === "" && parts[index + 1]?.kind !== "same";
    if (kind === "removed" || isBridge) removed += text;
    if (kind === "added" || isBridge) added += text;
    if (isChange || isBridge) continue;
    flush();
    const last = result.at(-1);
    if (last?.kind === "same") last.text += text;
    else result.push({ kind, text });
  }
  flush();
  return result;
}
