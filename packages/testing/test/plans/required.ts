/** Returns a value of the filled database. Without it, the cases would explain other statements. */
export function required<Value>(value: Value): NonNullable<Value> {
  if (value === undefined || value === null)
    throw new Error("the filled database lacks a value that a plan needs");
  return value;
}
