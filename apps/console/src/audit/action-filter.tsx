import { actions, describeAction } from "@caretype/api/audit/action-descriptions";
import { Select } from "@mantine/core";

type ActionFilterProps = { action: string | undefined; onChange: (action: string | undefined) => void };

const labels: Record<string, string> = {
  account: "Sign-in",
  secondFactor: "Second factors",
  passkey: "Passkeys",
  session: "Sessions",
  apiKey: "API keys",
  practice: "Practice",
  member: "Members",
  invitation: "Invitations",
  patient: "Patients",
  doctor: "Doctors",
  assignment: "Assignments",
  statistics: "Statistics",
  import: "Imports",
  audit: "Audit",
  staff: "Server staff",
  admin: "Command line",
  erase: "Erasure",
};

const featureOf = (action: string) => action.split(".")[0] ?? "";
const features = [...new Set(actions.map(featureOf))];

/** Actions with the same description also show their procedure name. */
function optionOf(action: string) {
  const words = describeAction(action, "practice");
  const isAlone = actions.every((other) => other === action || describeAction(other, "practice") !== words);
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
      label="What"
      placeholder="Anything"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Anything" }}
      nothingFoundMessage="No match"
      maxDropdownHeight={360}
      comboboxProps={{ width: 380, position: "bottom-start" }}
      data={options}
      value={action ?? null}
      onChange={(value) => onChange(value ?? undefined)}
    />
  );
}
