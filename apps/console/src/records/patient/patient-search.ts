import type { Patient } from "@caretype/client";
import { dateOrderOf, typingLocale } from "../../words/format/format.ts";

/** What is searched for, the best matches first, with dates as the reader types them. */
export const patientSearch = (q: string) =>
  ({ q, sort: "relevance", dateOrder: dateOrderOf(typingLocale) }) as const;

/** A patient of a list. A search finds patients by a former name, too. */
export type FoundPatient = Patient & { formerName?: string | undefined };
