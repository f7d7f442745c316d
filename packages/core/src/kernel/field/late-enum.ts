import { z } from "zod";

/** An enum whose values are known only after the modules are loaded. */
export const lateEnum = <Value extends string>(values: () => readonly Value[]) =>
  z
    .string()
    .check(({ value, issues }) => {
      const known: readonly string[] = values();
      if (!known.includes(value))
        issues.push({ code: "invalid_value", values: [...known], input: value, continue: false });
    })
    .meta({
      get enum() {
        return values();
      },
      // The check guarantees it.
    }) as unknown as z.ZodType<Value, Value>;
