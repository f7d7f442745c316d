import type { Patient, RouterOutputs } from "@caretype/client";
import { dateOrderOf, typingLocale } from "../../../../words/format/format.ts";

/** What is searched for, the best matches first, with dates as the reader types them. */
export const patientSearch = (q: string) =>
  ({ q, sort: "relevance", dateOrder: dateOrderOf(typingLocale) }) as const;

/** A patient of a list. A search finds patients by a former name, too. */
export type FoundPatient = Patient & { formerName?: string | undefined };

type Page = Pick<RouterOutputs["patient"]["list"], "items" | "formerNames">;

/** The patients of a page, with the former names by which a search found them. */
export const foundIn = ({ items, formerNames }: Page): FoundPatient[] =>
  items.map((patient) => {
    const former = formerNames.find(({ id }) => id === patient.id);
    return former ? { ...patient, formerName: former.name } : patient;
  });
