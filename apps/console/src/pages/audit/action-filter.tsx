import { actions } from "@caretype/api/audit/action-descriptions";
import { Select } from "@mantine/core";
import { actionText } from "./entry-text.ts";
import { texts as auditTexts } from "./texts.en.ts";

type ActionFilterProps = { action: string | undefined; onChange: (action: string | undefined) => void };

const texts = auditTexts.filters;
const labels: Record<string, string> = auditTexts.features;

const featureOf = (action: string) => action.split(".")[0] ?? "";
const features = [...new Set(actions.map(featureOf))];

/** Actions with the same description also show their procedure name. */
function optionOf(action: string) {
  const words = actionText(action, "practice");
  const isAlone = actions.every((other) => other === action || actionText(other, "practice") !== words);
  return { value: action, label: isAlone ? words : `${words} (${action})` };
}

const options = features.map((feature) => ({
  group: labels[feature] ?? feature,
  items: actions.filter((action) => featureOf(action) === feature).map(optionOf),
}));

/** Filters by action. */
export function ActionFilter({ action, onChange }: ActionFilterProps) {
  return (
    <Select
      label={auditTexts.columns.what}
      placeholder={texts.anything}
      searchable
      clearable
      clearButtonProps={{ "aria-label": texts.anything }}
      nothingFoundMessage={texts.noMatch}
      maxDropdownHeight={360}
      comboboxProps={{ width: 380, position: "bottom-start" }}
      data={options}
      value={action ?? null}
      onChange={(value) => onChange(value ?? undefined)}
    />
  );
}
