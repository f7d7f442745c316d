import type { Allergy } from "@caretype/client";
import { Text } from "@mantine/core";
import { usePracticeTime } from "../appointment/practice-time.ts";
import { useNames } from "../patient/care-team/use-names.ts";
import { chartTexts as texts } from "../texts/chart.ts";
import { commonTexts } from "../texts/common.ts";

/** Says who stated that there is none, and when. */
export function NoneKnown({ statement }: { statement: Allergy | null }) {
  const { dayAndTime } = usePracticeTime();
  const names = useNames(statement === null ? [] : [statement.createdBy]);
  if (statement === null) return <Text inherit>{texts.noneKnown}</Text>;
  const who = names.get(statement.createdBy) ?? commonTexts.somebody;
  return <Text inherit>{texts.noneKnownBy(dayAndTime(statement.recordedAt), who)}</Text>;
}
