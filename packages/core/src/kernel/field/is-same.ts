import { isDeepStrictEqual } from "node:util";

/** True if the change equals the record's values. */
export const isSame = (current: object, changes: object): boolean =>
  Object.entries(changes).every(
    ([name, value]) => value === undefined || isDeepStrictEqual(value, Reflect.get(current, name)),
  );
