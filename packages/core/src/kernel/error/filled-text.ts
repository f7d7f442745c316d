/**
 * Extracts the values from a text that was made from a template such as `At most {maximum} characters`. Null if the
 * text does not match. Pure: browsers use it.
 */
export function valuesIn(template: string, text: string): string[] | null {
  const [start = "", ...others] = template.split(/\{\w+\}/);
  const end = others.pop();
  if (end === undefined || !text.startsWith(start) || !text.endsWith(end)) return null;
  const values: string[] = [];
  let at = start.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at + 1);
    if (found === -1) return null;
    values.push(text.slice(at, found));
    at = found + piece.length;
  }
  const last = text.slice(at, text.length - end.length);
  return last !== "" && at + last.length + end.length === text.length ? [...values, last] : null;
}
