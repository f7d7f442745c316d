import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import type { FormErrors } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { typedDay } from "../../../../../kit/form/typed-date.ts";
import { IconButton } from "../../../../../kit/section/icon-button.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { practiceTime } from "../../../../../session/practice-time/practice-time.ts";
import { hours as texts } from "../texts.en.ts";
import classes from "./hours.module.css";
import type { HoursException } from "./hours-values.ts";
import { TimeInput } from "./time-input.tsx";

type ExceptionInputsProps = {
  exceptions: readonly HoursException[];
  errors: FormErrors;
  timeZone: string;
  onChange: (exceptions: HoursException[]) => void;
};

/** Days that differ from the week. */
export function ExceptionInputs({ exceptions, errors, timeZone, onChange }: ExceptionInputsProps) {
  const add = () => {
    const today = practiceTime(timeZone).dateOf(new Date().toISOString());
    onChange([...exceptions, { kind: "closed", from: today, to: today, opens: null, closes: null }]);
  };
  return (
    <Section
      title={texts.exceptions}
      about={`${texts.aboutExceptions} ${texts.wholeDay}`}
      actions={
        <Button variant="light" size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {texts.addException}
        </Button>
      }
    >
      {exceptions.length === 0 ? <Text size="sm">{texts.noExceptions}</Text> : null}
      <Stack>
        {exceptions.map((exception, index) => (
          <ExceptionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: exceptions have no ids, and no state but their values.
            key={index}
            exception={exception}
            path={`exceptions.${index}`}
            errors={errors}
            onChange={(changed) => onChange(exceptions.map((each, at) => (at === index ? changed : each)))}
            onRemove={() => onChange(exceptions.filter((_, at) => at !== index))}
          />
        ))}
      </Stack>
    </Section>
  );
}

/** The later of two dates, `YYYY-MM-DD`. */
const laterOf = (one: string, other: string) => [one, other].toSorted().at(-1) ?? one;

type ExceptionFieldsProps = {
  exception: HoursException;
  path: string;
  errors: FormErrors;
  onChange: (exception: HoursException) => void;
  onRemove: () => void;
};

function ExceptionFields({ exception, path, errors, onChange, onRemove }: ExceptionFieldsProps) {
  const { kind, from, to, opens, closes } = exception;
  return (
    <Group gap="xs" align="start" className={classes.exception}>
      <NativeSelect
        label={texts.kind}
        data={[
          { value: "closed", label: texts.kinds.closed },
          { value: "extra", label: texts.kinds.extra },
        ]}
        value={kind}
        data-path={`${path}.kind`}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...exception, kind: value === "extra" ? "extra" : "closed" })
        }
      />
      <DateField
        hint={null}
        w={170}
        label={texts.firstDay}
        value={from}
        data-path={`${path}.from`}
        error={errors[`${path}.from`]}
        // The last day follows the first, as most exceptions are short.
        onChange={(value) =>
          onChange({ ...exception, from: value, to: typedDay(value).isDate ? laterOf(value, to) : to })
        }
      />
      <DateField
        hint={null}
        w={170}
        label={texts.lastDay}
        value={to}
        data-path={`${path}.to`}
        error={errors[`${path}.to`]}
        onChange={(value) => onChange({ ...exception, to: value })}
      />
      <TimeInput
        label={texts.fromTime}
        data-path={`${path}.opens`}
        error={errors[`${path}.opens`]}
        value={opens ?? ""}
        onChange={(value) => onChange({ ...exception, opens: value || null })}
      />
      <TimeInput
        label={texts.toTime}
        data-path={`${path}.closes`}
        error={errors[`${path}.closes`]}
        value={closes ?? ""}
        isEnd
        onChange={(value) => onChange({ ...exception, closes: value || null })}
      />
      <IconButton
        icon={IconTrash}
        iconSize={16}
        size={36}
        mt={25}
        name={texts.removeException}
        onClick={onRemove}
      />
    </Group>
  );
}
