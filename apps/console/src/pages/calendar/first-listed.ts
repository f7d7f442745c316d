type Shown = { days: readonly string[]; day: string; today: string };

/** The day with which a list begins: today, unless the reader has opened a day before. */
export const firstListed = ({ days: [first = ""], day, today }: Shown): string =>
  day < today ? first : today;

/** The columns from a day on. All, if none is. */
export function listedFrom<Column extends { date: string }>(
  columns: readonly Column[],
  first: string,
): readonly Column[] {
  const listed = columns.filter(({ date }) => date >= first);
  return listed.length === 0 ? columns : listed;
}
