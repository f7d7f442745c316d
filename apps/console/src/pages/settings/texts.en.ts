import { pluralsOf } from "../../words/format/plural.ts";

const counted = pluralsOf("en");

export const texts = {
  none: "None",
  doctors: (count: number) => counted(count, { one: "1 doctor", other: "# doctors", zero: "None" }),
};
