import { type FocusEvent, type KeyboardEvent, useEffect, useState } from "react";
import { DateField } from "../../kit/form/date-field.tsx";
import { isDayOrEmpty } from "../../kit/form/typed-date.ts";
import type { AccessPeriod } from "./access-period.ts";
import { texts as auditTexts } from "./texts.en.ts";

const texts = auditTexts.filters;

type ChosenDaysProps = { period: AccessPeriod; onChange: (period: AccessPeriod) => void };

/**
 * A range of days, applied on Enter or when both fields lose focus.
 * Each search is audited, so partial dates must not trigger one.
 */
export function ChosenDays({ period, onChange }: ChosenDaysProps) {
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
