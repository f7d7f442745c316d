/** Whether an output has promises or iterators, which only a stream can carry: tRPC's own rule. */
export function isDataStream(output: unknown): boolean {
  if (!isObject(output)) return false;
  return Symbol.asyncIterator in output || Object.values(output).some(isYetToCome);
}

const isYetToCome = (part: unknown) => isPromise(part) || (isObject(part) && Symbol.asyncIterator in part);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPromise = (value: unknown) =>
  (isObject(value) || typeof value === "function") &&
  typeof Reflect.get(value, "then") === "function" &&
  typeof Reflect.get(value, "catch") === "function";
