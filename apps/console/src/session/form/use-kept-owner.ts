import type { PatientId } from "@caretype/client";
import { useMe, usePractice } from "../client/use-practice.ts";
import type { KeptOwner } from "./kept-input.ts";

// Separate from `kept-input.ts`, whose unit test runs without a browser.

/** The account whose input about a patient this device stores. */
export function useKeptOwner(patientId: PatientId): KeptOwner {
  const accountId = useMe().id;
  const practiceId = usePractice()?.id ?? "";
  return { accountId, practiceId, patientId };
}
