/** What the filled database has; without it, the cases would explain other statements. */
export function required<Value>(value: Value): NonNullable<Value> {
  if (value === undefined || value === null) throw new Error("the filled database lacks what a plan needs");
  return value;
}
