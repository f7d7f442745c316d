import type { Allergy } from "@caretype/client";
import { texts } from "../clinical/chart/texts.en.ts";

/** The substance, with its criticality if that is high. */
export const allergyText = ({ substance, criticality }: Allergy): string =>
  criticality === "high" ? `${substance.text} (${texts.highCriticality})` : substance.text;
