import { dateOrderOf, typingLocale } from "../../words/format/format.ts";

/** What is searched for, the best matches first, with dates as the reader types them. */
export const patientSearch = (q: string) =>
  ({ q, sort: "relevance", dateOrder: dateOrderOf(typingLocale) }) as const;
