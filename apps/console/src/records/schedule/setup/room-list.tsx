import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { nextPage } from "../../../kit/section/next-page.ts";
import { PagedList } from "../../../kit/section/paged-list.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { byName } from "../../../words/format/by-name.ts";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { OfferedRow } from "./offered-row.tsx";
import { OfferedSection } from "./offered-section.tsx";

const RoomForms = lazyPart(() => import("./room-forms.tsx"), "RoomForms");

const texts = appointmentSetupTexts.rooms;

/** The practice's rooms. */
export function RoomList() {
  const query = useInfiniteQuery(api.room.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <OfferedSection texts={texts} Forms={RoomForms}>
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
    </OfferedSection>
  );
}
