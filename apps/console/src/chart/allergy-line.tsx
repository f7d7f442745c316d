import type { PatientId } from "@caretype/client";
import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { chartTexts as texts } from "../texts/chart.ts";
import { allergyText } from "./allergy-text.ts";
import { useSummary } from "./use-summary.ts";

/** What is known of the patient's allergies, on each tab of the patient's page. */
export function AllergyLine({ patientId }: { patientId: PatientId }) {
  const { data } = useSummary(patientId);
  if (!data) return null;
  const { allergies, allergiesKnown } = data;
  if (allergies.length === 0)
    return (
      <Text span inherit>
        {texts.known[allergiesKnown]}
      </Text>
    );
  return (
    <Text span inherit fw={500} c="var(--mantine-color-warning-light-color)">
      <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: "text-bottom" }} />{" "}
      {texts.allergyLine(allergies.map(allergyText).join(", "))}
    </Text>
  );
}
