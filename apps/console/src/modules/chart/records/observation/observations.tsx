import type { Observation, Patient } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import { useMe } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import type { FactsOf } from "../clinical/record/record-kind.ts";
import { freshPages, RecordSection, recordsOf } from "../clinical/record/record-section.tsx";
import { labelOf } from "../vital-sign/vital-signs.ts";
import { describeValue, interpretationOf } from "./describe-value.ts";
import { texts } from "./texts.en.ts";
import { rangeText } from "./values.ts";

const ObservationDialogs = lazyPart(() => import("./observation-dialogs.tsx"), "ObservationDialogs");

const badgesOf = (observation: Observation) => [
  interpretationOf(observation),
  observation.status === "preliminary" && texts.statuses.preliminary,
];

/** The value includes the components. The category is only for sorting. */
type Facts = FactsOf<"observation", "code" | "status" | "interpretation" | "components" | "category">;

/** A patient's results and answers, newest first. The latest vital signs are shown above. */
export function Observations({ patient }: { patient: Patient }) {
  const { unitSystem } = useMe();
  const { dayAndTime } = usePracticeTime();
  const query = useInfiniteQuery(
    api.observation.list.infiniteQueryOptions({ ...recordsOf(patient), vitalSigns: false }, freshPages),
  );
  const factsOf = (observation: Observation): Facts => {
    const range = rangeText(observation.referenceRange);
    return {
      value: <strong>{describeValue(observation, unitSystem)}</strong>,
      referenceRange: range && texts.usual(range),
      effectiveAt: dayAndTime(observation.effectiveAt),
      note: observation.note,
    };
  };
  return (
    <RecordSection
      patient={patient}
      query={query}
      texts={texts}
      nameOf={({ code }) => labelOf(code)}
      badgesOf={badgesOf}
      factsOf={factsOf}
      Dialogs={ObservationDialogs}
    />
  );
}
