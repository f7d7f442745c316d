import { withNames } from "../../shell/text/with-names.ts";
import type { texts as english } from "../en/chart.ts";

export const texts: typeof english = {
  allergies: "Allergien",
  areLoading: "Allergien: werden geladen …",
  areNotLoaded: "Die Allergien konnten nicht geladen werden.",
  neverAsked: "Allergien: nie gefragt",
  noneKnown: "Keine Allergien bekannt",
  noneKnownBy: (instant, who) => withNames`Keine Allergien bekannt (${instant}, ${who})`,
  noneActive: "Keine aktiven Allergien, nur frühere oder widerlegte",
  areListed: "Allergien:",
  highCriticality: "hohe Kritikalität",
  thereAreMore: "es gibt weitere, die hier nicht stehen",
};
