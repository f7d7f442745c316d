import type { Patient } from "@caretype/client";
import { useState } from "react";
import type { Fact } from "../../../records/history/facts.ts";
import {
  differencesIn,
  type MergeDifference,
  type MergeField,
  type Pair,
  suggestedSide,
} from "./merge-preview.ts";

/** Holds the choices by patient id, so that they survive swapping the kept record. */
export function useMergeChoices(facts: readonly Fact<Patient>[], pair: Pair) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const differences = differencesIn(facts, pair);
  const idFor = (difference: MergeDifference) =>
    chosen[difference.name] ?? pair[suggestedSide(difference)].id;
  const taken = differences.filter((each) => idFor(each) === pair.merged.id);
  return {
    differences,
    idFor,
    choose: (name: string, id: string) => setChosen((before) => ({ ...before, [name]: id })),
    chooseAll: (id: string) => setChosen(Object.fromEntries(differences.map(({ name }) => [name, id]))),
    take: [...new Set(taken.flatMap(({ fields }): readonly MergeField[] => fields))],
  };
}
