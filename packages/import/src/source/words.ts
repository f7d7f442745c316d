/**
 * The meaning of each word, from lists of words by meaning. `spelled`: normalizes words for look-ups. Pure: browsers
 * use it.
 */
export const byWord = (
  lists: Readonly<Record<string, string>>,
  spelled = (word: string): string => word,
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(lists).flatMap(([meaning, words]) =>
      words.split(" ").map((word) => [spelled(word), meaning] as const),
    ),
  );
