import { useContext } from "react";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { BesideContext } from "./use-of-patients.ts";

/** A patient's next visit, in the practice's time zone. */
export function NextVisitOf({ id }: { id: string }) {
  const next = useContext(BesideContext).visits.get(id)?.next;
  const { dayAndTime } = usePracticeTime();
  return next ? dayAndTime(next.startsAt) : null;
}
