import type { Allergy } from "@caretype/client";
import { chartTexts as texts } from "../../words/texts/chart.ts";

/** The substance, with its criticality if that is high. */
export const allergyText = ({ substance, criticality }: Allergy): string =>
  criticality === "high" ? `${substance.text} (${texts.highCriticality})` : substance.text;
