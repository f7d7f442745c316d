import type { AppointmentId } from "@caretype/client";
import { Alert, Button, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconCalendarPlus, IconHourglass, IconInfoCircle, IconPrinter } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { keyProps } from "../../kit/keys/key-props.ts";
import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { Page } from "../../kit/page/page.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { BookDialog } from "../../records/appointment/book/book-dialog.tsx";
import { texts as bookingTexts } from "../../records/appointment/book/texts.en.ts";
import { AppointmentDialog } from "../../records/appointment/details/appointment-dialog.tsx";
import { useNotifyMoved } from "../../records/appointment/details/notify-moved.ts";
import {
  texts as calendarTexts,
  nobody as nobodyOpenTexts,
} from "../../records/appointment/details/texts.en.ts";
import type { Move, RefusedMove } from "../../records/appointment/move.ts";
import { texts as waitlistTexts } from "../../records/appointment/waitlist/texts.en.ts";
import { useKnownOwnDoctor } from "../../records/patient/my-patients.ts";
import { MissingZone } from "../../records/schedule/missing-setup.tsx";
import { texts as scheduleTexts } from "../../records/schedule/texts.en.ts";
import { api, caretype } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { weekOf } from "../../session/practice-time/week-of.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { ButtonLink } from "../../words/format/links.tsx";
import { Agenda } from "./agenda.tsx";
import { type CalendarChoice, useCalendarChoice } from "./choice.ts";
import { columnsOf, daysOf, isDayOf } from "./columns.ts";
import { daysText, longDayText } from "./event-text.ts";
import { firstListed } from "./first-listed.ts";
import { PrintedDays } from "./printed-days.tsx";
import { type FreeTime, leastPx, minutePxOf, TimeGrid } from "./time-grid.tsx";
import { Toolbar } from "./toolbar.tsx";
import { type Calendar, type Room, useCalendar, useRooms } from "./use-calendar.ts";
import { Who } from "./who.tsx";

/** Appointments by day or week, doctor or room. */
export const CalendarPage = permitted("appointment:read", CalendarView);

/** Matches the shell: narrow screens have a list. */
const narrow = "(max-width: 47.99em)";

const route = getRouteApi("/signed-in/calendar");

function CalendarView() {
  const { dateOf, timeZone } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  const { day = today } = route.useSearch();
  const navigate = useNavigate();
  const [choice, choose] = useCalendarChoice();
  const days = useMemo(() => (choice.view === "day" ? [day] : weekOf(day)), [choice.view, day]);
  const isNarrow = useMediaQuery(narrow, undefined, { getInitialValueInEffect: false });
  const isList = isNarrow || choice.view === "list";
  const query = useCalendar(days, choice, useKnownOwnDoctor());
  const [booked, setBooked] = useState<Partial<FreeTime> | null>(null);
  const onDay = (next: string) =>
    void navigate({
      to: "/calendar",
      search: next === today ? {} : { day: next },
      replace: true,
      // It would lay out the page once more, and move it.
      resetScroll: false,
    });
  return (
    <Page
      title={calendarTexts.title}
      heading={choice.view === "day" ? longDayText(day) : daysText(days)}
      subtitle={calendarTexts.zone(timeZone)}
      actions={<Actions onBook={() => setBooked({})} />}
    >
      <MissingZone />
      <Toolbar choice={choice} choose={choose} day={day} today={today} onDay={onDay} isGrid={!isList} />
      <QueryStates query={query} skeleton={<Skeleton h={480} />}>
        {(calendar) => (
          <Days
            calendar={calendar}
            choice={choice}
            choose={choose}
            isList={isList}
            first={firstListed({ days, day, today })}
            isBusy={query.isPlaceholderData}
            onBook={setBooked}
            onDay={(next) => {
              choose({ view: "day" });
              onDay(next);
            }}
          />
        )}
      </QueryStates>
      {booked ? <BookDialog {...booked} onClose={() => setBooked(null)} /> : null}
    </Page>
  );
}

function Actions({ onBook }: { onBook: () => void }) {
  const may = usePermissions();
  return (
    <>
      <ButtonLink to="/waitlist" variant="default" leftSection={<IconHourglass size={16} aria-hidden />}>
        {waitlistTexts.title}
      </ButtonLink>
      <Button
        variant="default"
        visibleFrom="sm"
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
      >
        {calendarTexts.print}
      </Button>
      {may("appointment:create") ? (
        <Button
          {...keyProps("book")}
          leftSection={<IconCalendarPlus size={16} aria-hidden />}
          onClick={onBook}
        >
          {bookingTexts.title}
        </Button>
      ) : null}
    </>
  );
}

type DaysProps = {
  calendar: Calendar;
  choice: CalendarChoice;
  choose: (change: Partial<CalendarChoice>) => void;
  isList: boolean;
  /** The day with which a list begins, if it has that day. */
  first: string;
  /** Other days are being read. */
  isBusy: boolean;
  onBook: (free: FreeTime) => void;
  onDay: (date: string) => void;
};

const noRooms: readonly Room[] = [];

function Days({ calendar, choice, choose, isList, first, isBusy, onBook, onDay }: DaysProps) {
  const rooms = useRooms() ?? noRooms;
  const may = usePermissions();
  const [open, setOpen] = useState<{ id: AppointmentId; refused?: RefusedMove } | null>(null);
  const move = useMove((refused) => setOpen({ id: refused.appointment.id, refused }));
  const { zoom } = choice;
  const columns = useMemo(
    () =>
      columnsOf(
        { calendar, rooms, choice: isList ? { ...choice, view: "list" } : choice },
        leastPx / minutePxOf(zoom),
      ),
    [calendar, rooms, choice, isList, zoom],
  );
  const isDay = isDayOf(calendar);
  const isNobody =
    columns.length === 0 || (calendar.doctors.length === 0 && calendar.appointments.length === 0);
  const onOpen = (id: AppointmentId) => setOpen({ id });
  return (
    <>
      <Who calendar={calendar} rooms={rooms} choice={choice} choose={choose} />
      {calendar.isComplete ? null : (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
          {calendarTexts.isIncomplete}
        </Alert>
      )}
      {isNobody ? (
        <NobodyOpen />
      ) : isList ? (
        <Agenda key={calendar.from} columns={columns} first={first} onOpen={onOpen} />
      ) : (
        <TimeGrid
          key={String(isDay)}
          label={calendarTexts.label(daysText(daysOf(calendar)))}
          isDay={isDay}
          isBusy={isBusy}
          columns={columns}
          zoom={zoom}
          onOpen={onOpen}
          onDay={onDay}
          onBook={(free) => may("appointment:create") && onBook(free)}
          onMove={move}
        />
      )}
      <PrintedDays columns={columns} />
      {open ? (
        <AppointmentDialog
          key={open.id}
          id={open.id}
          refused={open.refused ?? null}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

/** Says why the calendar is empty before opening hours are set up, and leads there. */
function NobodyOpen() {
  const mayManage = usePermissions()("schedule:manage");
  return (
    <EmptyState
      title={nobodyOpenTexts.title}
      actions={
        mayManage ? <ButtonLink to="/members/appointments">{scheduleTexts.missing.setUp}</ButtonLink> : null
      }
    >
      {nobodyOpenTexts.text} {mayManage ? null : scheduleTexts.missing.ask}
    </EmptyState>
  );
}

/**
 * Moves an appointment that was dropped somewhere. Resolves when appointments are read again. A refusal keeps what was
 * asked for.
 */
function useMove(onRefused: (refused: RefusedMove) => void): (move: Move) => Promise<void> {
  const queries = useQueryClient();
  const notifyMoved = useNotifyMoved();
  return async ({ appointment, to, doctorName }) => {
    const { id, version: expectedVersion } = appointment;
    try {
      notifyMoved(appointment, await caretype.appointment.reschedule.mutate({ id, expectedVersion, ...to }));
    } catch (error) {
      onRefused({ appointment, to, doctorName, error });
    }
    await queries.invalidateQueries(api.appointment.pathFilter());
  };
}
