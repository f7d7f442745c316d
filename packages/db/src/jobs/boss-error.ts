/**
 * Returns an error of pg-boss as an `Error`, with its name, code and cause.
 * It reports some as plain objects, with the properties of the error.
 */
export function bossError(failure: unknown): Error {
  if (failure instanceof Error) return failure;
  const properties: { message?: unknown } = Object(failure);
  return Object.assign(new Error(String(properties.message ?? failure)), properties);
}
