const title = /^(?:dr|prof|med|mr|mrs|ms|herr|frau|sra?|dra?)\.?\s+/iu;
const maxWords = 12;

/**
 * Returns the spellings of a name with the last name first, as names are indexed: of `Jane Mary Roe`, `Roe Jane Mary`
 * and `Mary Roe Jane`. Where the last name begins is not known. A title is left out, too, in a spelling of its own.
 */
export function namesToFind(text: string): string[] {
  const name = text.trim().replace(/\s+/gu, " ");
  let untitled = name;
  while (title.test(untitled)) untitled = untitled.replace(title, "");
  return [...new Set([name, untitled].flatMap(spellings))].filter(Boolean);
}

function spellings(name: string): string[] {
  const [last, first, ...others] = name.split(/\s*,\s*/u);
  if (first !== undefined && others.length === 0) return [`${last} ${first}`.trim()];
  const words = name.split(" ").slice(0, maxWords);
  return words.map((_word, at) => [...words.slice(at), ...words.slice(0, at)].join(" "));
}
