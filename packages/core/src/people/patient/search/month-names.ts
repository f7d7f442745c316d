/** The languages whose month names are understood. */
const languages = [
  ..."bg ca cs da de el en en-GB es et eu fi fr ga gl hr hu is it lt lv mk nb nl pl pt ro ru sk sl sq".split(
    " ",
  ),
  ..."sr sr-Latn sv tr uk vi".split(" "),
];

const formats = (["long", "short"] as const).flatMap((month): Intl.DateTimeFormatOptions[] => [
  { month, timeZone: "UTC" },
  // The ending of a month may differ beside a day, as in 29 lutego.
  { month, day: "numeric", timeZone: "UTC" },
]);

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}|\./gu, "")
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("ı", "i");

const isName = (name: string) => /^\p{L}{3,}$/u.test(name);

let known: Map<string, Set<number>> | undefined;

function readNames(): Map<string, Set<number>> {
  const names = new Map<string, Set<number>>();
  for (const language of languages) {
    for (const options of formats) {
      const format = new Intl.DateTimeFormat(language, options);
      for (let month = 1; month <= 12; month++) {
        const parts = format.formatToParts(Date.UTC(2020, month - 1, 10));
        const name = plain(parts.find(({ type }) => type === "month")?.value ?? "");
        if (isName(name)) names.set(name, (names.get(name) ?? new Set()).add(month));
      }
    }
  }
  return names;
}

/** Whether a word is a day of the week, in full or short: `Mi`, `Wed`. */
export function isWeekday(word: string): boolean {
  weekdays ??= new Set(
    languages.flatMap((language) =>
      (["long", "short"] as const).flatMap((weekday) => {
        const format = new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" });
        return Array.from({ length: 7 }, (_, day) => plain(format.format(day * 86_400_000)));
      }),
    ),
  );
  return weekdays.has(plain(word));
}

let weekdays: Set<string> | undefined;

const none: ReadonlySet<number> = new Set();

/** The months with this name, from 1 to 12. *Listopad* is November in Polish, and October in Croatian. */
export function monthsNamed(name: string): ReadonlySet<number> {
  // Built on first use: it takes tens of milliseconds.
  known ??= readNames();
  return known.get(plain(name)) ?? none;
}
