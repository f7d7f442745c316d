import type { Allergy } from "@caretype/client";
import { Text } from "@mantine/core";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { useNames } from "../../../people/records/care-team/use-names.ts";
import { texts } from "../clinical/chart/texts.en.ts";

/** Who stated that there is none, and when. */
export function NoneKnown({ statement }: { statement: Allergy | null }) {
  const { dayAndTime } = usePracticeTime();
  const { nameOf } = useNames(statement === null ? [] : [statement.createdBy]);
  if (statement === null) return <Text inherit>{texts.noneKnown}</Text>;
  const who = nameOf(statement.createdBy);
  return <Text inherit>{texts.noneKnownBy(dayAndTime(statement.recordedAt), who)}</Text>;
}
