import { Group, Stack, Text } from "@mantine/core";
import type { FormErrors } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { IconButton } from "../../../../../kit/section/icon-button.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { hours as texts } from "../texts.en.ts";
import { weekdayName } from "./describe-hours.ts";
import classes from "./hours.module.css";
import { newRule, type Weekday, type WeeklyHours } from "./hours-values.ts";
import { TimeInput } from "./time-input.tsx";

type WeekdayInputsProps = {
  day: Weekday;
  rules: readonly WeeklyHours[];
  /** The index of the day's first rule among all, used in errors' paths. */
  first: number;
  errors: FormErrors;
  onChange: (rules: WeeklyHours[]) => void;
};

/** The hours of one weekday: none, or several. */
export function WeekdayInputs({ day, rules, first, errors, onChange }: WeekdayInputsProps) {
  const name = weekdayName(day);
  const last = rules.at(-1);
  const add = () => onChange([...rules, last ? newRule(day, last.closes, "24:00") : newRule(day)]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the fields of a fieldset cannot stand beside its legend.
    <div role="group" aria-label={name} className={classes.weekday}>
      <Text size="sm" fw={600} className={classes.name}>
        {name}
      </Text>
      <Stack gap="xs" align="start" className={classes.rules ?? ""}>
        {rules.length === 0 ? <Dimmed mt={6}>{texts.closed}</Dimmed> : null}
        {rules.map((rule, index) => (
          <RuleInputs
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no ids, and no state but their own values.
            key={index}
            rule={rule}
            path={`weekly.${first + index}`}
            errors={errors}
            onChange={(changed) => onChange(rules.map((each, at) => (at === index ? changed : each)))}
            onRemove={() => onChange(rules.filter((_, at) => at !== index))}
          />
        ))}
      </Stack>
      <TextButton
        label={texts.add}
        name={texts.addOn(name)}
        mt={4}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={add}
      />
    </div>
  );
}

type RuleInputsProps = {
  rule: WeeklyHours;
  path: string;
  errors: FormErrors;
  onChange: (rule: WeeklyHours) => void;
  onRemove: () => void;
};

function RuleInputs({ rule, path, errors, onChange, onRemove }: RuleInputsProps) {
  const day = weekdayName(rule.weekday);
  const [isLimited, setLimited] = useState(rule.validFrom !== null || rule.validTo !== null);
  return (
    <Stack gap={4}>
      <Group gap="xs" align="start">
        <TimeInput
          aria-label={texts.ofDay(day, texts.opens)}
          data-path={`${path}.opens`}
          error={errors[`${path}.opens`]}
          value={rule.opens}
          onChange={(opens) => onChange({ ...rule, opens })}
        />
        <TimeInput
          aria-label={texts.ofDay(day, texts.closes)}
          data-path={`${path}.closes`}
          error={errors[`${path}.closes`]}
          value={rule.closes}
          isEnd
          onChange={(closes) => onChange({ ...rule, closes })}
        />
        <IconButton icon={IconTrash} iconSize={16} size={36} name={texts.removeOn(day)} onClick={onRemove} />
        {isLimited ? null : (
          <TextButton
            label={texts.limit}
            name={texts.limitOn(day)}
            size="compact-xs"
            mt={7}
            onClick={() => setLimited(true)}
          />
        )}
      </Group>
      {isLimited ? (
        <Group gap="xs" align="start">
          <DateField
            hint={null}
            label={texts.firstDay}
            value={rule.validFrom ?? ""}
            data-path={`${path}.validFrom`}
            error={errors[`${path}.validFrom`]}
            onChange={(value) => onChange({ ...rule, validFrom: value || null })}
          />
          <DateField
            hint={null}
            label={texts.lastDay}
            value={rule.validTo ?? ""}
            data-path={`${path}.validTo`}
            error={errors[`${path}.validTo`]}
            onChange={(value) => onChange({ ...rule, validTo: value || null })}
          />
        </Group>
      ) : null}
    </Stack>
  );
}
