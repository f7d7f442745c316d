import { fieldErrors as sentErrors } from "@caretype/client";
import { inputMessage } from "@caretype/core/kernel/error/input-messages";
import type { z } from "zod";
import { sayField } from "../notice/say-field.ts";
import { texts as fieldMessageTexts } from "./messages/texts.en.ts";
import { schemaSettings } from "./schema-settings.ts";
import { translatorOf } from "./translate-message.ts";

// Checks in the browser have the server's messages.
schemaSettings.customError = inputMessage;

/** Translates a message of the API about a field. */
export const fieldText = translatorOf(fieldMessageTexts);
sayField.set(fieldText);

export const fieldErrors = (error: unknown): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(sentErrors(error)).map(([field, messages]) => [field, messages.map(fieldText)]),
  );

/**
 * Checks by a schema of the API. Returns the first message of each field. `code`: only issues with this zod code,
 * such as `too_big`.
 */
export const schemaResolver =
  (schema: z.ZodType, code?: string) =>
  (values: unknown): Record<string, string> =>
    Object.fromEntries(
      (schema.safeParse(values).error?.issues ?? [])
        .filter((issue) => code === undefined || issue.code === code)
        .toReversed()
        .map(({ path, message }) => [path.join("."), fieldText(message)]),
    );
