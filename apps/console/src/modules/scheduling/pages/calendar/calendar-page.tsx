import type { AppointmentId } from "@caretype/client";
import { Alert, Box, Button, Group, Skeleton, Stack } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconCalendarPlus, IconHourglass, IconInfoCircle, IconPrinter } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { keyProps } from "../../../../kit/keys/key-props.ts";
import { EmptyState } from "../../../../kit/notice/empty-state.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { IconButton } from "../../../../kit/section/icon-button.tsx";
import { useIsNarrow } from "../../../../kit/table/use-is-narrow.ts";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { usePracticeToday } from "../../../../session/practice-time/practice-time.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { ButtonLink } from "../../../../words/format/links.tsx";
import { useKnownOwnDoctor } from "../../../people/records/patient/my-patients.ts";
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
import { MissingSetup, MissingZone } from "../../records/schedule/missing-setup.tsx";
import { Agenda } from "./agenda.tsx";
import { type CalendarChoice, type Choose, useCalendarChoice } from "./choice.ts";
import { type CalendarEvent, columnsOf, daysIn } from "./columns.ts";
import { daysOf, turned } from "./days.ts";
import { daysText, headingOf } from "./event-text.ts";
import { GroupDialog } from "./group-dialog.tsx";
import { useMarks } from "./marks.ts";
import { Month } from "./month.tsx";
import { PrintedDays, printWith } from "./printed-days.tsx";
import { type FreeTime, lanePx, minPx, minutePxOf, TimeGrid, timesPx } from "./time-grid.tsx";
import { Doctors, Options, Search, Turn, Views, viewOn } from "./toolbar.tsx";
import { type Calendar, useCalendar, useRooms } from "./use-calendar.ts";
import type { View } from "./views.ts";

const route = getRouteApi("/signed-in/calendar");

/** Appointments by day, week or month, doctor or room. */
export const CalendarPage = permitted("appointment:read", () => {
  const today = usePracticeToday();
  const { day = today, doctor, ...asked } = route.useSearch();
  const navigate = useNavigate();
  const [kept, keep] = useCalendarChoice();
  const choice = { ...kept, ...asked, ...(doctor && { doctorIds: [doctor] }) };
  const choose: Choose = (change) => {
    keep(change);
    if (doctor && "doctorIds" in change) void navigate({ to: "/calendar", search: { ...asked, day } });
  };
  const [searched, setSearched] = useState("");
  const isNarrow = useIsNarrow();
  const view = viewOn(isNarrow, choice.view);
  const isSearch = searched.trim() !== "";
  const days = useMemo(() => daysOf(view, day, isSearch), [view, day, isSearch]);
  // A week has no room for the names of several doctors' patients.
  const isTight = useIsNarrow("74.99em") === true && view === "week" && !isSearch;
  // From Mantine's `xl` on, the heading and all controls but two fit in one line.
  const isSmall = useIsNarrow("87.99em");
  const query = useCalendar(days, { ...choice, isTight }, useKnownOwnDoctor());
  const [booked, setBooked] = useState<(Partial<FreeTime> & { from?: string | undefined }) | null>(null);
  /** In the address, for sharing and Back. */
  const go = (to: { day?: string; view?: View }) => {
    choose(to.view ? { view: to.view } : {});
    // Resetting the scroll position would cause another layout and move the page.
    const search = { view, day, ...(doctor && { doctor }), ...to };
    void navigate({ to: "/calendar", search, resetScroll: false });
  };
  const onDay = (next: string) => go({ day: next });
  const turn = <Turn today={today} onDay={onDay} onTurn={(by) => onDay(turned({ view, days, day }, by))} />;
  const views = <Views isNarrow={isNarrow} view={view} onView={(next) => go({ view: next })} />;
  const search = <Search searched={searched} onSearch={setSearched} />;
  return (
    <Page
      title={calendarTexts.title}
      heading={headingOf(isSearch ? "agenda" : view, days, isNarrow && !isSearch)}
      actions={
        <>
          {isNarrow || !isSmall ? turn : null}
          {isNarrow ? null : search}
          <Options {...{ calendar: query.data, view, choice, choose, day, today, onDay }}>
            {isNarrow ? views : null}
            {isNarrow ? search : null}
          </Options>
          <Actions
            onBook={() => setBooked({ from: days[0] })}
            onPrint={() => printWith(days.length === 1 ? (query.data?.appointments ?? []) : [])}
          />
        </>
      }
    >
      <MissingZone />
      {isNarrow ? null : (
        <Group gap="sm" mt={-8} wrap="nowrap">
          {isSmall ? turn : null}
          {views}
          {query.data ? <Doctors calendar={query.data} choose={choose} /> : null}
        </Group>
      )}
      <QueryStates query={query} skeleton={<Skeleton h={480} />}>
        {(calendar) => (
          <Days
            calendar={calendar}
            choice={{ ...choice, view: isSearch ? "agenda" : view }}
            searched={searched.trim()}
            isBusy={query.isPlaceholderData}
            onBook={setBooked}
            onDay={(next) => go({ day: next, view: isNarrow ? "agenda" : "day" })}
          />
        )}
      </QueryStates>
      {booked ? <BookDialog {...booked} onClose={() => setBooked(null)} /> : null}
    </Page>
  );
});

function Actions({ onBook, onPrint }: { onBook: () => void; onPrint: () => void }) {
  const may = usePermissions();
  return (
    <>
      <ButtonLink to="/waitlist" variant="default" visibleFrom="sm" px={10} aria-label={waitlistTexts.title}>
        <IconHourglass size={16} aria-hidden />
        <Box component="span" ms={8} visibleFrom="lg">
          {waitlistTexts.title}
        </Box>
      </ButtonLink>
      <IconButton
        icon={IconPrinter}
        variant="default"
        size={36}
        visibleFrom="sm"
        name={calendarTexts.print}
        title={calendarTexts.print}
        onClick={onPrint}
      />
      {may("appointment:create") ? (
        <Button {...keyProps("book")} px={10} aria-label={bookingTexts.title} onClick={onBook}>
          <IconCalendarPlus size={16} aria-hidden />
          <Box component="span" ms={8} visibleFrom="sm">
            {bookingTexts.book.short}
          </Box>
        </Button>
      ) : null}
    </>
  );
}

type DaysProps = {
  calendar: Calendar;
  choice: CalendarChoice;
  searched: string;
  /** Loading other days. */
  isBusy: boolean;
  onBook: (free: FreeTime) => void;
  onDay: (date: string) => void;
};

function Days({ calendar, choice, searched, isBusy, onBook, onDay }: DaysProps) {
  const rooms = useRooms();
  const may = usePermissions();
  const today = usePracticeToday();
  const markOf = useMarks(calendar, choice.coloring);
  const { ref, width } = useElementSize();
  const { onOpen, move, dialogs } = useOpened(calendar, onBook);
  const { zoom, view, roomIds, withAbsent } = choice;
  const isDay = view === "day" || view === "rooms";
  const room = (width - timesPx) / lanePx;
  const least = minPx / minutePxOf(zoom);
  const columns = useMemo(
    () =>
      columnsOf(
        { calendar, rooms, choice: { view, roomIds, withAbsent }, markOf, searched },
        { least, room },
      ),
    [calendar, rooms, view, roomIds, withAbsent, markOf, searched, least, room],
  );
  const found = searched === "" ? columns : columns.filter(({ events }) => events.length > 0);
  const isNobody = calendar.doctors.length === 0 && calendar.appointments.length === 0;
  const label = calendarTexts.label(daysText(daysIn(calendar)));
  return (
    <>
      {calendar.isComplete ? null : (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
          {calendarTexts.isIncomplete}
        </Alert>
      )}
      <div ref={ref}>
        {isNobody ? (
          <MissingSetup title={nobodyOpenTexts.title}>{nobodyOpenTexts.text}</MissingSetup>
        ) : view === "agenda" ? (
          <Stack gap="sm">
            {searched === "" ? null : <Dimmed>{calendarTexts.searched(daysText(daysIn(calendar)))}</Dimmed>}
            {found.length === 0 ? <EmptyState title={calendarTexts.noneFound}>{label}</EmptyState> : null}
            <Agenda key={`${calendar.from}${searched === ""}`} columns={found} onOpen={onOpen} />
          </Stack>
        ) : view === "month" ? (
          <Month dayPx={width / 7} {...{ label, columns, today, onOpen, onDay }} />
        ) : width === 0 ? null : (
          // After measuring; otherwise all columns would be rendered twice.
          <TimeGrid
            key={String(isDay)}
            {...{ label, isDay, isBusy, width, columns, zoom, onOpen, onDay }}
            onBook={(free) => may("appointment:create") && onBook(free)}
            onMove={move}
          />
        )}
      </div>
      <PrintedDays columns={columns} />
      {dialogs}
    </>
  );
}

/** The open appointment or group visit. */
function useOpened(calendar: Calendar, onBook: DaysProps["onBook"]) {
  const [open, setOpen] = useState<{ id: AppointmentId; refused?: RefusedMove } | null>(null);
  const [group, setGroup] = useState<CalendarEvent | null>(null);
  const move = useMove((refused) => setOpen({ id: refused.appointment.id, refused }));
  return {
    move,
    onOpen: (event: CalendarEvent) =>
      event.group.length > 0 ? setGroup(event) : setOpen({ id: event.appointment.id }),
    dialogs: (
      <>
        {group ? (
          <GroupDialog
            appointments={calendar.appointments.filter(
              ({ visitTypeId, doctorId, startsAt }) =>
                visitTypeId === group.appointment.visitTypeId &&
                doctorId === group.appointment.doctorId &&
                startsAt === group.appointment.startsAt,
            )}
            seats={group.mark.seats}
            onOpen={(id) => setOpen({ id })}
            onBook={() => {
              const { doctorId, startsAt, visitTypeId } = group.appointment;
              onBook({ doctorId, startsAt, visitTypeId });
            }}
            onClose={() => setGroup(null)}
          />
        ) : null}
        {open ? (
          <AppointmentDialog
            key={open.id}
            id={open.id}
            refused={open.refused ?? null}
            onClose={() => setOpen(null)}
          />
        ) : null}
      </>
    ),
  };
}

/** Moves a dropped appointment. Resolves when appointments are refetched. A refusal keeps the requested place. */
function useMove(onRefused: (refused: RefusedMove) => void): (move: Move) => Promise<void> {
  const notifyMoved = useNotifyMoved();
  return async ({ appointment, to, doctorName }) => {
    const { id, version: expectedVersion } = appointment;
    try {
      notifyMoved(appointment, await caretype.appointment.reschedule.mutate({ id, expectedVersion, ...to }));
    } catch (error) {
      onRefused({ appointment, to, doctorName, error });
    }
    await readAgain(api.appointment);
  };
}
