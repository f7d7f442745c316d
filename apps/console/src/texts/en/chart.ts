import { withNames } from "../../shell/text/with-names.ts";

export const texts = {
  allergies: "Allergies",
  areLoading: "Allergies: loading…",
  areNotLoaded: "The allergies could not be loaded.",
  neverAsked: "Allergies: never asked",
  noneKnown: "No known allergies",
  noneKnownBy: (instant: string, who: string) => withNames`No known allergies (${instant}, by ${who})`,
  noneActive: "No active allergies, only past or refuted ones",
  areListed: "Allergies:",
  highCriticality: "high criticality",
  thereAreMore: "there are more, which are not shown here",
};
