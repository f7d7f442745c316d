import { isDeepStrictEqual } from "node:util";

/** True if a change names only values that the record has already. */
export const isSame = (current: object, changes: object): boolean =>
  Object.entries(changes).every(
    ([name, value]) => value === undefined || isDeepStrictEqual(value, Reflect.get(current, name)),
  );
