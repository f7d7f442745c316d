import type { CurrentRecord, VisitType } from "@caretype/client";
import { Badge, Button, Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { EmptyState } from "../../../kit/notice/empty-state.tsx";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { Paged, PagedList } from "../../../kit/section/paged-list.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { byName } from "../../../words/format/by-name.ts";
import { Name } from "../../../words/format/name.tsx";
import { HoursList } from "../hours/hours-list.tsx";
import { MissingZone } from "../missing-setup.tsx";
import { texts as setupTexts, rooms as texts, visitTypes as visitTypeListTexts } from "../texts.en.ts";
import { HolidayList } from "./holiday-list.tsx";
import { invalidateSetup } from "./setup-cache.ts";
import { EditButton, SetupSection } from "./setup-section.tsx";

/** What a practice sets up before it books: visit types, opening hours, holidays and rooms. */
export const AppointmentSettings = permitted("appointment:read", () => (
  <Stack>
    <MissingZone />
    <VisitTypeList />
    <HoursList />
    <HolidayList />
    <RoomList />
  </Stack>
));

const RoomForms = lazyPart(() => import("./room-forms.tsx"), "RoomForms");

/** The practice's rooms. */
function RoomList() {
  const query = useInfiniteQuery(api.room.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <SetupSection<CurrentRecord<"room">> texts={texts} form={(props) => <RoomForms {...props} />}>
      {({ mayManage, onEdit }) => (
        <PagedList query={query} skeletonHeight={60} empty={texts.empty} order={byName}>
          {(room) => (
            <OfferedRow
              key={room.id}
              record={room}
              facts={room.isActive ? texts.offered : texts.notOffered}
              mayManage={mayManage}
              onEdit={() => onEdit(room)}
              setActive={(isActive, expectedVersion) =>
                caretype.room.update.mutate({ id: room.id, expectedVersion, isActive })
              }
              remove={() => caretype.room.remove.mutate({ id: room.id, expectedVersion: room.version })}
            />
          )}
        </PagedList>
      )}
    </SetupSection>
  );
}

const VisitTypeForms = lazyPart(() => import("./visit-type-forms.tsx"), "VisitTypeForms");

/** The practice's visit types. */
function VisitTypeList() {
  const query = useInfiniteQuery(api.visitType.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <SetupSection<VisitType> texts={visitTypeListTexts} form={(props) => <VisitTypeForms {...props} />}>
      {({ mayManage, onEdit }) => (
        <Paged query={query} skeleton={<Skeleton h={120} />}>
          {(visitTypes) =>
            visitTypes.length === 0 ? (
              <EmptyState title={visitTypeListTexts.empty}>
                {mayManage ? visitTypeListTexts.emptyText : null}
              </EmptyState>
            ) : (
              <Stack component="ul" gap={0} m={0} p={0}>
                {byName(visitTypes).map((visitType) => (
                  <OfferedRow
                    key={visitType.id}
                    record={visitType}
                    facts={factsOf(visitType)}
                    mayManage={mayManage}
                    onEdit={() => onEdit(visitType)}
                    setActive={(isActive, expectedVersion) =>
                      caretype.visitType.update.mutate({ id: visitType.id, expectedVersion, isActive })
                    }
                    remove={() =>
                      caretype.visitType.remove.mutate({
                        id: visitType.id,
                        expectedVersion: visitType.version,
                      })
                    }
                  />
                ))}
              </Stack>
            )
          }
        </Paged>
      )}
    </SetupSection>
  );
}

const { facts } = visitTypeListTexts;

const factsOf = ({ minutes, bufferBefore, bufferAfter, seats }: VisitType): string =>
  [
    facts.length(minutes),
    bufferBefore > 0 ? facts.before(bufferBefore) : null,
    bufferAfter > 0 ? facts.after(bufferAfter) : null,
    seats > 1 ? facts.seats(seats) : null,
  ]
    .filter(Boolean)
    .join(" · ");

type Offered = { name: string; isActive: boolean; version: number };

type OfferedRowProps = {
  record: Offered;
  facts: ReactNode;
  mayManage: boolean;
  onEdit: () => void;
  /** Offers it for new appointments, or not, unless somebody changed it since. */
  setActive: (isActive: boolean, expectedVersion: number) => Promise<Offered>;
  remove: () => Promise<unknown>;
};

/** A visit type or a room in its list. */
function OfferedRow({ record, facts, mayManage, onEdit, setActive, remove }: OfferedRowProps) {
  const { name, isActive, version } = record;
  const { mutate } = useSingleMutation({
    mutationFn: () => setActive(!isActive, version),
    onSuccess: (changed) =>
      notifyDone(changed.isActive ? setupTexts.isOffered(name) : setupTexts.isNotOffered(name), async () => {
        await setActive(isActive, changed.version);
        await invalidateSetup();
      }),
    onError: (error) => notifyFailed(setupTexts.isNotChanged(name), error),
    onSettled: () => void invalidateSetup(),
  });
  return (
    <Row
      title={<Name>{name}</Name>}
      badge={
        isActive ? null : (
          <Badge variant="light" color="gray">
            {setupTexts.notOffered}
          </Badge>
        )
      }
      facts={facts}
      actions={
        mayManage ? (
          <>
            <EditButton name={name} onEdit={onEdit} />
            <Button
              variant="default"
              size="xs"
              aria-label={isActive ? setupTexts.stopOfferingOf(name) : setupTexts.offerOf(name)}
              onClick={() => mutate()}
            >
              {isActive ? setupTexts.stopOffering : setupTexts.offer}
            </Button>
            <ConfirmButton
              label={commonTexts.remove}
              name={setupTexts.removeOf(name)}
              question={setupTexts.removeQuestion(name)}
              consequence={setupTexts.removeMeans}
              onConfirm={async () => {
                await remove();
                notifyDone(setupTexts.isRemoved(name));
                await invalidateSetup();
              }}
            />
          </>
        ) : null
      }
    />
  );
}
