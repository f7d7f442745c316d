import { Group, Input, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import classes from "./age-filter.module.css";
import { oldestAge } from "./patient-filters.ts";
import { texts as patientListTexts } from "./texts.en.ts";

const texts = patientListTexts.filters;

type Ages = { minAge: number | undefined; maxAge: number | undefined };
type AgeFilterProps = Ages & { onChange: (ages: Ages) => void };

const pauseMs = 400;
const textOf = (age: number | undefined) => age?.toString() ?? "";

/** Filters by age in years. Each bound is optional. */
export function AgeFilter({ minAge, maxAge, onChange }: AgeFilterProps) {
  const [from, setFrom] = useState(textOf(minAge));
  const [to, setTo] = useState(textOf(maxAge));
  // Changed by Back, a link or "Clear".
  const sent = useRef({ minAge, maxAge });
  useEffect(() => {
    if (sent.current.minAge === minAge && sent.current.maxAge === maxAge) return;
    sent.current = { minAge, maxAge };
    setFrom(textOf(minAge));
    setTo(textOf(maxAge));
  }, [minAge, maxAge]);
  const problem = problemOf(from, to);
  const send = useDebouncedCallback((typed: { from: string; to: string }) => {
    if (problemOf(typed.from, typed.to)) return;
    const ages = { minAge: ageOf(typed.from), maxAge: ageOf(typed.to) };
    sent.current = ages;
    onChange(ages);
  }, pauseMs);
  const change = (typed: { from: string; to: string }) => {
    setFrom(typed.from);
    setTo(typed.to);
    send(typed);
  };
  const shared = {
    inputMode: "numeric",
    maxLength: 3,
    autoComplete: "off",
    error: problem !== null,
  } as const;
  return (
    <fieldset className={classes.ages}>
      <Input.Label component="legend" c={problem ? "var(--mantine-color-error)" : undefined}>
        {problem ?? patientTexts.fields.age}
      </Input.Label>
      <Group gap={6} wrap="nowrap">
        <TextInput
          {...shared}
          aria-label={texts.fromAge}
          placeholder={texts.ageFrom}
          value={from}
          onChange={(event) => change({ from: event.currentTarget.value.trim(), to })}
        />
        <TextInput
          {...shared}
          aria-label={texts.toAge}
          placeholder={texts.ageTo}
          value={to}
          onChange={(event) => change({ from, to: event.currentTarget.value.trim() })}
        />
      </Group>
    </fieldset>
  );
}

const ageOf = (text: string) => (text === "" ? undefined : Number(text));
const isAge = (text: string) => text === "" || (/^\d+$/.test(text) && Number(text) <= oldestAge);

function problemOf(from: string, to: string): string | null {
  if (!isAge(from) || !isAge(to)) return texts.agesAre(oldestAge);
  return from !== "" && to !== "" && Number(from) > Number(to) ? texts.isReversed : null;
}
