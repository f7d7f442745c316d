import { NativeSelect } from "@mantine/core";
import { type FocusEvent, type KeyboardEvent, useEffect, useState } from "react";
import { DateField } from "../../../../kit/form/date-field.tsx";
import { isDayOrEmpty } from "../../../../kit/form/typed-date.ts";
import { type AccessPeriod, lastDays } from "../../../../session/practice-time/access-period.ts";
import { filters as texts } from "./texts.en.ts";

type PeriodFilterProps = { period: AccessPeriod; onChange: (period: AccessPeriod) => void };

const spans: Record<string, number> = { today: 1, week: 7, month: 30 };

const options = [
  { value: "any", label: texts.anyTime },
  { value: "today", label: texts.today },
  { value: "week", label: texts.lastDays(7) },
  { value: "month", label: texts.lastDays(30) },
  { value: "days", label: texts.customDates },
];

function choiceOf({ from, until }: AccessPeriod): string {
  if (!from && !until) return "any";
  const span = Object.entries(spans).find(([, days]) => {
    const known = lastDays(days);
    return known.from === from && known.until === until;
  });
  return span?.[0] ?? "days";
}

export function PeriodFilter({ period, onChange }: PeriodFilterProps) {
  const [isChoosing, setChoosing] = useState(false);
  const choice = isChoosing ? "days" : choiceOf(period);
  const choose = (wanted: string) => {
    setChoosing(wanted === "days");
    const days = spans[wanted];
    if (wanted === "any") onChange({ from: undefined, until: undefined });
    else if (days !== undefined) onChange(lastDays(days));
  };
  return (
    <>
      <NativeSelect
        label={texts.period}
        data={options}
        value={choice}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
      {choice === "days" ? <ChosenDays period={period} onChange={onChange} /> : null}
    </>
  );
}

type ChosenDaysProps = { period: AccessPeriod; onChange: (period: AccessPeriod) => void };

/**
 * A range of days, applied on Enter or when both fields lose focus.
 * Each search is audited, so partial dates must not trigger one.
 */
function ChosenDays({ period, onChange }: ChosenDaysProps) {
  const [from, setFrom] = useState(period.from ?? "");
  const [until, setUntil] = useState(period.until ?? "");
  useEffect(() => {
    setFrom(period.from ?? "");
    setUntil(period.until ?? "");
  }, [period.from, period.until]);
  const [isAsked, setAsked] = useState(false);
  const isRead = isDayOrEmpty(from) && isDayOrEmpty(until);
  const isReversed = isRead && from !== "" && until !== "" && from > until;
  const send = () => {
    const isSame = from === (period.from ?? "") && until === (period.until ?? "");
    setAsked(true);
    if (isRead && !isReversed && !isSame) onChange({ from: from || undefined, until: until || undefined });
  };
  const shared = {
    hint: null,
    "data-day": true,
    onBlur: ({ relatedTarget }: FocusEvent) => relatedTarget?.matches("[data-day]") || send(),
    onKeyDown: ({ key }: KeyboardEvent) => key === "Enter" && send(),
  };
  return (
    <>
      <DateField
        {...shared}
        label={texts.firstDay}
        value={from}
        onChange={setFrom}
        error={isReversed ? texts.isReversed : isAsked}
      />
      <DateField {...shared} label={texts.lastDay} value={until} onChange={setUntil} error={isAsked} />
    </>
  );
}
