// The names of languages in tables, and in the console's exports. Pure: browsers use it.

/** The languages in which people and the console write the names of languages. */
const readers = ["en", "de", "es"];
const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
const pairs = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
const others = ["gsw", "yue", "zh-Hans", "zh-Hant", "sr-Latn", "sr-Cyrl"];

let known: { languages: Map<string, string>; regions: Map<string, string> } | undefined;

function namesOf(type: "language" | "region", codes: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const options = { type, fallback: "none", languageDisplay: "standard" } as const;
  for (const reader of readers) {
    const display = new Intl.DisplayNames([reader], options);
    for (const code of codes) {
      const name = display.of(code);
      if (name !== undefined && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), code);
    }
  }
  for (const code of type === "language" ? codes : []) {
    const own = new Intl.DisplayNames([code], options).of(code)?.toLowerCase();
    if (own !== undefined && !names.has(own)) names.set(own, code);
  }
  return names;
}

/** Returns a language's tag by its name, such as `German` or `Deutsch (Schweiz)`. Any other text stays. */
export function languageTag(text: string): string {
  const name = text.trim().toLowerCase();
  if (/^[a-z]{0,3}(?:-.*)?$/.test(name)) return text;
  known ??= {
    languages: namesOf("language", [...pairs, ...others]),
    regions: namesOf(
      "region",
      pairs.map((pair) => pair.toUpperCase()),
    ),
  };
  const whole = known.languages.get(name);
  if (whole !== undefined) return whole;
  const [, language = "", place = ""] = /^([^(]+)\((.+)\)$/.exec(name) ?? [];
  const [tag, region] = [known.languages.get(language.trimEnd()), known.regions.get(place)];
  return tag !== undefined && region !== undefined ? `${tag}-${region}` : text;
}

/** Returns a language for an export: its name if an import reads it as the same language, otherwise its tag. */
export const exportedLanguage = (name: string | null, tag: string | null): string | null =>
  name !== null && languageTag(name) === tag ? name : tag;
