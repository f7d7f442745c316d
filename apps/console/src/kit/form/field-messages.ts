import { inputMessage } from "@caretype/api/error/input-messages";
import { fieldErrors as sentErrors } from "@caretype/client";
import { schemaResolver as mantineResolver } from "@mantine/form";
import type { z } from "zod";
import { texts as fieldMessageTexts } from "./messages/texts.en.ts";
import { schemaSettings } from "./schema-settings.ts";
import { translatorOf } from "./translate-message.ts";

// Checks here have the server's messages.
schemaSettings.customError = inputMessage;

/** A message of the API about a field, in the page's language. English is shown as it is. */
export const fieldText = translatorOf(fieldMessageTexts ?? {});

export const fieldErrors = (error: unknown): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(sentErrors(error)).map(([field, messages]) => [field, messages.map(fieldText)]),
  );

/** Mantine's check by a schema of the API, with messages in the page's language. */
export function schemaResolver(schema: z.ZodType) {
  const check = mantineResolver(schema, { sync: true });
  return (values: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(check(values)).map(([field, message]) => [field, fieldText(String(message))]),
    );
}
