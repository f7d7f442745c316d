import type { Patient, RouterOutputs } from "@caretype/client";
import { dateOrderOf, typingLocale } from "../../../../words/format/format.ts";

/** Search parameters: the best matches first, with dates as the user types them. */
export const patientSearch = (q: string) =>
  ({ q, sort: "relevance", dateOrder: dateOrderOf(typingLocale) }) as const;

/** A listed patient. A search also finds patients by a former name. */
export type FoundPatient = Patient & { formerName?: string | undefined };

type Page = Pick<RouterOutputs["patient"]["list"], "items" | "formerNames">;

/** A page's patients, with the former names that matched. */
export const foundIn = ({ items, formerNames }: Page): FoundPatient[] =>
  items.map((patient) => {
    const former = formerNames.find(({ id }) => id === patient.id);
    return former ? { ...patient, formerName: former.name } : patient;
  });
