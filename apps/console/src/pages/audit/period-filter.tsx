import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { type AccessPeriod, lastDays } from "./access-period.ts";
import { ChosenDays } from "./chosen-days.tsx";
import { texts as auditTexts } from "./texts.en.ts";

const texts = auditTexts.filters;

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

/** Filters by period. */
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
