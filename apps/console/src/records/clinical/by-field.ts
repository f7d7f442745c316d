import { z } from "zod";

/**
 * Checks like a schema of the API, but reports each problem at the input's own field: `substance` for `substance.text`,
 * since a form has one input for it.
 */
export const byField = (schema: z.ZodType): z.ZodType =>
  z.unknown().superRefine((input, context) => {
    const { error } = schema.safeParse(input);
    for (const { path, message } of error?.issues ?? [])
      context.addIssue({ code: "custom", message, path: path.slice(0, 1) });
  });
