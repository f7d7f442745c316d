import { Button, Group } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { DateField } from "../../../kit/form/date-field.tsx";
import { isDayOrEmpty } from "../../../kit/form/typed-date.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { type AccessPeriod, lastDays } from "../../audit/access-period.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";

const route = getRouteApi("/signed-in/patients/$id");

const texts = patientPageTexts.access;

const choices = [
  { label: texts.today, period: () => lastDays(1) },
  { label: texts.lastDays(7), period: () => lastDays(7) },
  { label: texts.lastDays(30), period: () => lastDays(30) },
  { label: texts.all, period: () => ({}) },
];

/** Filters the report by days. Partial dates do not search, as each read is audited. */
export function AccessFilter({ period }: { period: AccessPeriod }) {
  const navigate = route.useNavigate();
  const [from, setFrom] = useState(period.from ?? "");
  const [until, setUntil] = useState(period.until ?? "");
  const [error, setError] = useState<string | null>(null);
  const show = ({ from: first = "", until: last = "" }: AccessPeriod) => {
    setFrom(first);
    setUntil(last);
    setError(null);
    void navigate({
      search: { tab: "access", ...(first && { from: first }), ...(last && { until: last }) },
      replace: true,
      resetScroll: false,
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isDayOrEmpty(from) || !isDayOrEmpty(until)) return setError(texts.isReversed);
    const isReversed = from !== "" && until !== "" && from > until;
    if (isReversed) setError(texts.isReversed);
    else show({ from, until });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="start" gap="xs">
        <DateField
          label={texts.firstDay}
          error={isDayOrEmpty(from) && !isDayOrEmpty(until) ? null : error}
          hint={null}
          w={170}
          value={from}
          onChange={setFrom}
        />
        <DateField
          label={texts.lastDay}
          error={isDayOrEmpty(until) ? null : error}
          hint={null}
          w={170}
          value={until}
          onChange={setUntil}
        />
        <Button type="submit" variant="default" mt={25}>
          {commonTexts.show}
        </Button>
        <Group gap={4} mt={{ base: 0, sm: 25 }} mih={36}>
          {choices.map((choice) => (
            <Button
              key={choice.label}
              variant="subtle"
              size="compact-sm"
              onClick={() => show(choice.period())}
            >
              {choice.label}
            </Button>
          ))}
        </Group>
      </Group>
    </form>
  );
}
