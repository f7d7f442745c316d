import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { NumberTable } from "../../../../kit/chart/number-table.tsx";
import { lazyExtra } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { addDays } from "../../../../session/practice-time/wall.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatDate } from "../../../../words/format/format.ts";
import { AnchorLink, PlainLink, TextLink } from "../../../../words/format/links.tsx";
import { freshForAMinute } from "../../../scheduling/pages/today/use-overview.ts";
import { PlainCount } from "./number-link.tsx";
import { Panel } from "./panel.tsx";
import { use as texts } from "./statistics/texts.en.ts";
import { formatShare, type Use } from "./statistics.ts";
import { describeUse } from "./summaries.ts";

const DoctorBars = lazyExtra(() => import("./doctor-bars.tsx"), "DoctorBars");

/** Including today. */
const days = 28;
/** More bars do not fit into the panel. The table has all doctors. */
const charted = 9;

/** Doctors' recent utilization, and their next free slots. */
export function AppointmentsPanel() {
  const { dateOf } = usePracticeTime();
  const to = dateOf(new Date().toISOString());
  const range = { from: addDays(to, 1 - days), to };
  const query = useQuery(api.statistics.appointments.queryOptions(range, freshForAMinute));
  return (
    <Panel
      name="appointments"
      title={texts.title}
      query={query}
      headline={headlineOf}
      description={describeUse}
      chart={({ doctors }) => (
        <DoctorBars
          bars={doctors.slice(0, charted).map(({ doctorId, doctorName, utilisation }) => ({
            name: doctorName ?? commonTexts.unknown,
            value: utilisation ?? 0,
            unit: texts.bookedUnit,
            // Their page has the opening hours.
            place: { to: "/doctors/$id", params: { id: doctorId } },
          }))}
          most={1}
          format={formatShare}
        />
      )}
      table={({ doctors }) => (
        <NumberTable
          label={texts.title}
          columns={[commonTexts.doctor, texts.utilisation, texts.missed, texts.nextFreeDay]}
          rows={doctors.map(({ doctorId, doctorName, utilisation, noShows, nextFreeDay }) => ({
            key: doctorId,
            name: doctorName ? (
              <AnchorLink to="/doctors/$id" params={{ id: doctorId }} size="sm">
                {doctorName}
              </AnchorLink>
            ) : (
              commonTexts.unknown
            ),
            cells: [
              utilisation === null ? "–" : formatShare(utilisation),
              <PlainCount key="missed" count={noShows} />,
              nextFreeDay === null ? (
                "–"
              ) : (
                <AnchorLink key="free" to="/calendar" search={{ day: nextFreeDay }} size="sm">
                  {formatDate(nextFreeDay)}
                </AnchorLink>
              ),
            ],
          }))}
        />
      )}
      empty={({ doctors }) =>
        doctors.length === 0 ? (
          <>
            <Text>{texts.empty}</Text>
            <PlainLink label={texts.openCalendar} to="/calendar" />
          </>
        ) : null
      }
    />
  );
}

function headlineOf({ total: { utilisation, noShowRate } }: Use) {
  const link = (
    <TextLink label={texts.booked(utilisation === null ? null : formatShare(utilisation))} to="/calendar" />
  );
  return texts.headline(link, noShowRate === null ? null : formatShare(noShowRate));
}
