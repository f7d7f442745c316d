import type { DoctorId, OpeningHours } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../../../../kit/notice/empty-state.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { byName } from "../../../../../words/format/by-name.ts";
import { AnchorLink, SmallLink } from "../../../../../words/format/links.tsx";
import { DoctorPicker } from "../../../../people/records/assignment/doctor-picker.tsx";
import { MissingZone } from "../missing-setup.tsx";
import { texts as appointmentSetupTexts, hours as texts } from "../texts.en.ts";
import { describeWeek } from "./describe-hours.ts";

/** The doctors with opening hours in this practice. */
export const HoursPage = permitted("appointment:read", () => {
  const mayManage = usePermissions()("schedule:manage");
  const query = useInfiniteQuery(api.openingHours.list.infiniteQueryOptions({ limit: 20 }));
  return (
    <Page title={texts.title} subtitle={texts.about} width="reading">
      <MissingZone />
      <Surface>
        <Paged query={query} skeleton={<Skeleton h={120} />}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState title={texts.empty}>{texts.emptyText}</EmptyState>
            ) : (
              <HoursRows all={all} mayManage={mayManage} />
            )
          }
        </Paged>
        {mayManage ? <ChooseDoctor /> : null}
      </Surface>
    </Page>
  );
});

/** By the doctors' names. */
function HoursRows({ all, mayManage }: { all: readonly OpeningHours[]; mayManage: boolean }) {
  const doctors = useQueries({
    queries: all.map(({ doctorId: id }) => api.doctor.byId.queryOptions({ id }, { staleTime: 60_000 })),
  });
  if (doctors.some(({ isPending }) => isPending)) return <Skeleton h={120} />;
  const named = all.map((hours, index) => ({ ...hours, name: doctors[index]?.data?.name ?? "…" }));
  return (
    <Stack component="ul" gap={0} m={0} p={0}>
      {byName(named).map(({ doctorId: id, name, weekly }) => (
        <Row
          key={id}
          title={
            <AnchorLink to="/doctors/$id" params={{ id }}>
              {name}
            </AnchorLink>
          }
          facts={describeWeek(weekly)}
          actions={
            mayManage ? (
              <SmallLink
                label={commonTexts.edit}
                to="/doctors/$id/opening-hours"
                params={{ id }}
                name={appointmentSetupTexts.editOf(name)}
              />
            ) : null
          }
        />
      ))}
    </Stack>
  );
}

/** Opens the opening hours of any doctor in the directory. */
function ChooseDoctor() {
  const navigate = useNavigate();
  const open = (id: DoctorId) => navigate({ to: "/doctors/$id/opening-hours", params: { id } });
  return (
    <DoctorPicker
      label={texts.choose}
      isRequired={false}
      chosen={null}
      onChoose={(doctor) => doctor && void open(doctor.id)}
    />
  );
}
