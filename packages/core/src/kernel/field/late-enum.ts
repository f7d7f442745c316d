import { z } from "zod";

/** One of some values that are known only once the modules are, after this schema is made. */
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
      // The check leaves no others.
    }) as unknown as z.ZodType<Value, Value>;
