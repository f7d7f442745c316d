import { pluralsOf } from "../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  none: "Ninguno",
  doctors: (count) => counted(count, { one: "1 médico", other: "# médicos", zero: "Ninguno" }),
};
