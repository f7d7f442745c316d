import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { bookingTexts } from "../../words/texts/booking.ts";
import { calendarTexts } from "../../words/texts/calendar.ts";

const texts = calendarTexts.nobody;

/** Says why the calendar is empty before opening hours are set up, and leads there. */
export function NobodyOpen() {
  const mayManage = usePermissions()("schedule:manage");
  return (
    <EmptyState
      title={texts.title}
      actions={
        mayManage ? <ButtonLink to="/members/appointments">{bookingTexts.missing.setUp}</ButtonLink> : null
      }
    >
      {texts.text} {mayManage ? null : bookingTexts.missing.ask}
    </EmptyState>
  );
}
