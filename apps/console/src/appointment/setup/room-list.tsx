import { useInfiniteQuery } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { PagedList } from "../../shell/section/paged-list.tsx";
import { appointmentSetupTexts } from "../../texts/appointment-setup.ts";
import { byName } from "../by-name.ts";
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
