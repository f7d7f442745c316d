import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { texts as calendarTexts } from "../../records/appointment/details/texts.en.ts";
import { texts as scheduleTexts } from "../../records/schedule/texts.en.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { ButtonLink } from "../../words/format/links.tsx";

const texts = calendarTexts.nobody;

/** Says why the calendar is empty before opening hours are set up, and leads there. */
export function NobodyOpen() {
  const mayManage = usePermissions()("schedule:manage");
  return (
    <EmptyState
      title={texts.title}
      actions={
        mayManage ? <ButtonLink to="/members/appointments">{scheduleTexts.missing.setUp}</ButtonLink> : null
      }
    >
      {texts.text} {mayManage ? null : scheduleTexts.missing.ask}
    </EmptyState>
  );
}
