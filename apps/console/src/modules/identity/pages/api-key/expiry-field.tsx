import { Group, NativeSelect } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DateField } from "../../../../kit/form/date-field.tsx";
import { isDayOrEmpty } from "../../../../kit/form/typed-date.ts";
import { instantsOf } from "../../../../session/practice-time/access-period.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { texts as apiKeyTexts, expiry as texts } from "./texts.en.ts";

type ExpiryFieldProps = {
  /** The current expiry of an existing key. */
  before?: string | null;
  initial: ExpiryChoice;
  onChange: (expiresAt: string | null | undefined) => void;
  error?: ReactNode;
};

export function ExpiryField({ before, initial, onChange, error }: ExpiryFieldProps) {
  const [choice, setChoice] = useState(initial);
  const [day, setDay] = useState("");
  const change = (wanted: ExpiryChoice, wantedDay: string) => {
    setChoice(wanted);
    setDay(wantedDay);
    onChange(expiryOf(wanted, wantedDay));
  };
  const isDay = choice === "day";
  const first = before === undefined ? [] : [{ value: "same", label: sameLabel(before) }];
  return (
    <Group align="start">
      <NativeSelect
        label={texts.label}
        flex="1 1 200px"
        data-path={isDay ? undefined : "expiresAt"}
        error={isDay ? null : error}
        value={choice}
        onChange={({ currentTarget: { value } }) => isChoice(value) && change(value, day)}
        data={[
          ...first,
          ...spanOptions,
          { value: "day", label: texts.onDate },
          { value: "never", label: texts.never },
        ]}
      />
      {isDay ? (
        <DateField
          label={texts.lastDay}
          flex="1 1 160px"
          required
          data-path="expiresAt"
          error={error}
          value={day}
          onChange={(value) => change("day", value)}
        />
      ) : null}
    </Group>
  );
}

const sameLabel = (before: string | null) =>
  before === null ? texts.sameNever : texts.same(formatInstant(before));

const dayMs = 86_400_000;

/** Lifetimes in days, from now. */
const spans = apiKeyTexts.expiry.days;

export type ExpiryChoice = `${keyof typeof spans}` | "same" | "day" | "never";

const spanOptions = Object.entries(spans).map(([value, label]) => ({ value, label }));

const isChoice = (text: string): text is ExpiryChoice =>
  Object.hasOwn(spans, text) || ["same", "day", "never"].includes(text);

/** Returns the chosen instant; for a day, its end in the user's time zone. Null: never. Undefined: unchanged. */
export function expiryOf(choice: ExpiryChoice, day: string): string | null | undefined {
  if (choice === "same") return undefined;
  if (choice === "never") return null;
  // The schema rejects an empty text, as for an invalid day.
  if (choice === "day") return day === "" || !isDayOrEmpty(day) ? "" : instantsOf({ until: day }).until;
  return new Date(Date.now() + Number(choice) * dayMs).toISOString();
}
