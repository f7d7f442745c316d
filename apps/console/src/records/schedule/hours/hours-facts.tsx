import type { OpeningHours } from "@caretype/client";
import { List, Stack, Text } from "@mantine/core";
import { practiceTime } from "../../../session/practice-time/practice-time.ts";
import { FactList } from "../../history/fact-list.tsx";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { describeDay, describeException, weekdayName } from "./describe-hours.ts";
import { weekdays } from "./hours-values.ts";

const texts = appointmentSetupTexts.hours;
const fewExceptions = 5;

/** Opening hours to read: each weekday, and the next exceptions. */
export function HoursFacts({ hours: { weekly, exceptions, timeZone } }: { hours: OpeningHours }) {
  const today = practiceTime(timeZone).dateOf(new Date().toISOString());
  const coming = exceptions
    .filter(({ to }) => to >= today)
    .toSorted((one, other) => one.from.localeCompare(other.from));
  return (
    <Stack gap="sm">
      <FactList
        facts={weekdays.map((day) => ({
          label: weekdayName(day),
          text: describeDay(
            weekly
              .filter(({ weekday }) => weekday === day)
              .toSorted((one, other) => one.opens.localeCompare(other.opens)),
          ),
        }))}
      />
      {coming.length === 0 ? null : (
        <div>
          <Text size="sm" fw={600}>
            {texts.exceptions}
          </Text>
          <List size="sm">
            {coming.slice(0, fewExceptions).map((exception) => (
              <List.Item key={JSON.stringify(exception)}>{describeException(exception)}</List.Item>
            ))}
          </List>
        </div>
      )}
      <Text size="xs" c="dimmed">
        {texts.zone(timeZone)}
      </Text>
    </Stack>
  );
}
