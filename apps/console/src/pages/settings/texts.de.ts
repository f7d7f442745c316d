import { pluralsOf } from "../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  none: "Keine",
  doctors: (count) => counted(count, { one: "1 Arzt", other: "# Ärzte", zero: "Keine" }),
};
