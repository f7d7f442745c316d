import { expect, it } from "vitest";
import { parseDisplaySettings } from "./display-settings.ts";

const none = { language: null, locale: null, timeZone: null };

it("reads stored settings", () => {
  const settings = { language: "es", locale: "de-AT", timeZone: "Asia/Tokyo" };
  expect(parseDisplaySettings(JSON.stringify(settings))).toEqual(settings);
});

it.each([
  null,
  "",
  "{",
  "null",
  "7",
  '"x"',
  '{"language":"tlh","locale":"tlh","timeZone":"Mars/Olympus"}',
  '{"timeZone":7}',
])("takes %s for no choice", (text) => expect(parseDisplaySettings(text)).toEqual(none));
