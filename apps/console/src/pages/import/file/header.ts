/** Values that occur in rows, and hardly ever as the name of a column. */
const values: readonly RegExp[] = [
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/,
  /^\+?[\d\s()/-]{7,}$/,
];

/** Whether the first line looks like a row, so that the file has no column names. */
export const looksLikeRow = (cells: readonly string[]): boolean =>
  cells.some((cell) => values.some((value) => value.test(cell.trim())));

/** Gives each column a name of its own: `Phone`, `Phone (2)`, and `columnName` for one without a name. */
export function distinctNames(names: readonly string[], columnName: string): string[] {
  const taken = new Set<string>(names);
  const seen = new Set<string>();
  return names.map((name, at) => {
    const base = name || columnName.replace("#", String(at + 1));
    if (name && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    let distinct = base;
    for (let number = 2; taken.has(distinct); number++) distinct = `${base} (${number})`;
    taken.add(distinct);
    return distinct;
  });
}
