import { usePermissions } from "../../session/use-practice.ts";
import { EmptyState } from "../../shell/notice/empty-state.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { bookingTexts } from "../../texts/booking.ts";
import { calendarTexts } from "../../texts/calendar.ts";

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
