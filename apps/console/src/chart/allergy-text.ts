import type { Allergy } from "@caretype/client";
import { chartTexts as texts } from "../texts/chart.ts";

/** The substance, with a word if another contact would be dangerous. */
export const allergyText = ({ substance, criticality }: Allergy): string =>
  criticality === "high" ? texts.dangerous(substance.text) : substance.text;
