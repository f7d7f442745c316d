import type { CurrentRecord, VisitType } from "@caretype/client";
import { Badge, Menu } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { EmptyState } from "../../../../../kit/notice/empty-state.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { PagedList, type PagedListProps } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { FinalItem, RowMenu } from "../../../../../kit/section/row-menu.tsx";
import { api, caretype } from "../../../../../session/client/api.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { byName } from "../../../../../words/format/by-name.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { rooms, texts as setupTexts, visitTypes } from "../texts.en.ts";
import type { OfferedFormsProps } from "./offered-forms.tsx";
import { invalidateSetup } from "./offered-kind.ts";
import { EditButton, SetupPage, type SetupPageProps } from "./setup-page.tsx";

const RoomForms = lazyPart<OfferedFormsProps<CurrentRecord<"room">>, "RoomForms">(
  () => import("./offered-kinds.tsx"),
  "RoomForms",
);
const VisitTypeForms = lazyPart<OfferedFormsProps<VisitType>, "VisitTypeForms">(
  () => import("./offered-kinds.tsx"),
  "VisitTypeForms",
);

const ConfirmDialog = lazyPart(
  () => import("../../../../../kit/section/confirm-dialog.tsx"),
  "ConfirmDialog",
);

export const RoomsPage = permitted("appointment:read", () => (
  <OfferedList<CurrentRecord<"room">>
    query={useInfiniteQuery(api.room.list.infiniteQueryOptions({ limit: 100 }))}
    texts={rooms}
    empty={rooms.empty}
    form={(props) => <RoomForms {...props} />}
    calls={caretype.room}
  />
));

export const VisitTypesPage = permitted("appointment:read", () => (
  <OfferedList<VisitType>
    query={useInfiniteQuery(api.visitType.list.infiniteQueryOptions({ limit: 100 }))}
    texts={visitTypes}
    empty={<EmptyState title={visitTypes.empty}>{visitTypes.emptyText}</EmptyState>}
    form={(props) => <VisitTypeForms {...props} />}
    factsOf={factsOf}
    calls={caretype.visitType}
  />
));

type Offered = { id: string; name: string; isActive: boolean; version: number };

/** Sends a change, unless the record has changed since. */
type Reference<Item extends Offered> = { id: Item["id"]; expectedVersion: number };

type OfferedCalls<Item extends Offered> = {
  update: { mutate(input: Reference<Item> & { isActive: boolean }): Promise<Offered> };
  remove: { mutate(input: Reference<Item>): Promise<unknown> };
};

type OfferedListProps<Item extends Offered> = Pick<SetupPageProps<Item>, "texts" | "form"> & {
  query: PagedListProps<Item>["query"];
  empty: ReactNode;
  factsOf?: (item: Item) => string;
  calls: OfferedCalls<Item>;
};

/** The page of a practice's rooms or visit types. */
function OfferedList<Item extends Offered>({
  query,
  empty,
  factsOf: facts,
  calls,
  ...page
}: OfferedListProps<Item>) {
  return (
    <SetupPage<Item> {...page}>
      {({ mayManage, onEdit }) => (
        <PagedList query={query} skeletonHeight={120} empty={empty} order={byName}>
          {(record) => (
            <OfferedRow
              key={record.id}
              record={record}
              facts={facts?.(record)}
              mayManage={mayManage}
              onEdit={() => onEdit(record)}
              calls={calls}
            />
          )}
        </PagedList>
      )}
    </SetupPage>
  );
}

const { facts } = visitTypes;

const factsOf = ({ minutes, bufferBefore, bufferAfter, seats }: VisitType): string =>
  [
    facts.length(minutes),
    bufferBefore > 0 ? facts.before(bufferBefore) : null,
    bufferAfter > 0 ? facts.after(bufferAfter) : null,
    seats > 1 ? facts.seats(seats) : null,
  ]
    .filter(Boolean)
    .join(" · ");

type OfferedRowProps<Item extends Offered> = {
  record: Item;
  facts: ReactNode;
  mayManage: boolean;
  onEdit: () => void;
  calls: OfferedCalls<Item>;
};

function OfferedRow<Item extends Offered>({
  record,
  facts,
  mayManage,
  onEdit,
  calls,
}: OfferedRowProps<Item>) {
  const { id, name, isActive, version } = record;
  const [isRemoving, setRemoving] = useState<boolean | null>(null);
  const setActive = (wanted: boolean, expectedVersion: number) =>
    calls.update.mutate({ id, expectedVersion, isActive: wanted });
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
      badge={isActive ? null : <Badge color="gray">{setupTexts.notOffered}</Badge>}
      facts={facts}
      actions={
        mayManage ? (
          <>
            <EditButton name={name} onEdit={onEdit} />
            <RowMenu name={name}>
              <Menu.Item onClick={() => mutate()}>
                {isActive ? setupTexts.stopOffering : setupTexts.offer}
              </Menu.Item>
              <FinalItem label={commonTexts.remove} onClick={() => setRemoving(true)} />
            </RowMenu>
            {isRemoving === null ? null : (
              <ConfirmDialog
                opened={isRemoving}
                onClose={() => setRemoving(false)}
                label={commonTexts.remove}
                question={setupTexts.removeQuestion(name)}
                consequence={setupTexts.removeMeans}
                onConfirm={async () => {
                  await calls.remove.mutate({ id, expectedVersion: version });
                  notifyDone(setupTexts.isRemoved(name));
                  await invalidateSetup();
                }}
              />
            )}
          </>
        ) : null
      }
    />
  );
}
