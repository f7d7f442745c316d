import type { Room } from "@caretype/client";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { api, caretype } from "../../api.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import { PagedList } from "../../shell/section/paged-list.tsx";
import { Section } from "../../shell/section/section.tsx";
import { appointmentSetupTexts } from "../../texts/appointment-setup.ts";
import { byName } from "../by-name.ts";
import { OfferedRow } from "./offered-row.tsx";

const AddRoom = lazyPart(() => import("./add-room.tsx"), "AddRoom");
const EditRoom = lazyPart(() => import("./edit-room.tsx"), "EditRoom");

const texts = appointmentSetupTexts.rooms;

/** The practice's rooms. */
export function RoomList() {
  const mayManage = usePermissions()("schedule:manage");
  const query = useInfiniteQuery(api.room.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  const [opened, setOpened] = useState<Room | "new" | null>(null);
  const close = () => setOpened(null);
  const add = mayManage ? (
    <Button
      variant="light"
      size="xs"
      onClick={() => setOpened("new")}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {texts.add}
    </Button>
  ) : null;
  return (
    <Section title={texts.title} about={texts.about} actions={add}>
      <PagedList query={query} skeletonHeight={60} empty={texts.empty} order={byName}>
        {(room) => (
          <OfferedRow
            key={room.id}
            record={room}
            facts={room.isActive ? texts.offered : texts.notOffered}
            mayManage={mayManage}
            onEdit={() => setOpened(room)}
            setActive={(isActive, expectedVersion) =>
              caretype.room.update.mutate({ id: room.id, expectedVersion, isActive })
            }
            remove={() => caretype.room.remove.mutate({ id: room.id, expectedVersion: room.version })}
          />
        )}
      </PagedList>
      <Suspense>
        {opened === "new" ? <AddRoom onClose={close} /> : null}
        {opened && opened !== "new" ? <EditRoom key={opened.id} room={opened} onClose={close} /> : null}
      </Suspense>
    </Section>
  );
}
