import { TextInput } from "@mantine/core";
import { type FocusEvent, type KeyboardEvent, useEffect, useState } from "react";
import type { AccessPeriod } from "../patient/access/access-period.ts";
import { auditTexts } from "../texts/audit.ts";

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
  const isReversed = from !== "" && until !== "" && from > until;
  const send = () => {
    const isSame = from === (period.from ?? "") && until === (period.until ?? "");
    if (!isReversed && !isSame) onChange({ from: from || undefined, until: until || undefined });
  };
  const shared = {
    type: "date",
    "data-day": true,
    onBlur: ({ relatedTarget }: FocusEvent) => relatedTarget?.matches("[data-day]") || send(),
    onKeyDown: ({ key }: KeyboardEvent) => key === "Enter" && send(),
  };
  return (
    <>
      <TextInput
        {...shared}
        label={texts.firstDay}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={isReversed ? texts.isReversed : null}
      />
      <TextInput
        {...shared}
        label={texts.lastDay}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </>
  );
}
