import type { VisitType } from "@caretype/client";
import { Button, Skeleton, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { api, caretype } from "../../api.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { EmptyState } from "../../shell/notice/empty-state.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { Paged } from "../../shell/section/paged-list.tsx";
import { Section } from "../../shell/section/section.tsx";
import { appointmentSetupTexts } from "../../texts/appointment-setup.ts";
import { byName } from "../by-name.ts";
import { OfferedRow } from "./offered-row.tsx";

const AddVisitType = lazyPart(() => import("./add-visit-type.tsx"), "AddVisitType");
const EditVisitType = lazyPart(() => import("./edit-visit-type.tsx"), "EditVisitType");

const texts = appointmentSetupTexts.visitTypes;

/** The practice's visit types. */
export function VisitTypeList() {
  const mayManage = usePermissions()("schedule:manage");
  const query = useInfiniteQuery(api.visitType.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  const [opened, setOpened] = useState<VisitType | "new" | null>(null);
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
      <Paged query={query} skeleton={<Skeleton h={120} />}>
        {(visitTypes) =>
          visitTypes.length === 0 ? (
            <EmptyState title={texts.empty}>{mayManage ? texts.emptyText : null}</EmptyState>
          ) : (
            <Stack component="ul" gap={0} m={0} p={0}>
              {byName(visitTypes).map((visitType) => (
                <OfferedRow
                  key={visitType.id}
                  record={visitType}
                  facts={factsOf(visitType)}
                  mayManage={mayManage}
                  onEdit={() => setOpened(visitType)}
                  setActive={(isActive, expectedVersion) =>
                    caretype.visitType.update.mutate({ id: visitType.id, expectedVersion, isActive })
                  }
                  remove={() =>
                    caretype.visitType.remove.mutate({ id: visitType.id, expectedVersion: visitType.version })
                  }
                />
              ))}
            </Stack>
          )
        }
      </Paged>
      <Suspense>
        {opened === "new" ? <AddVisitType onClose={close} /> : null}
        {opened && opened !== "new" ? (
          <EditVisitType key={opened.id} visitType={opened} onClose={close} />
        ) : null}
      </Suspense>
    </Section>
  );
}

const { facts } = texts;

const factsOf = ({ minutes, bufferBefore, bufferAfter, seats }: VisitType): string =>
  [
    facts.length(minutes),
    bufferBefore > 0 ? facts.before(bufferBefore) : null,
    bufferAfter > 0 ? facts.after(bufferAfter) : null,
    seats > 1 ? facts.seats(seats) : null,
  ]
    .filter(Boolean)
    .join(" · ");
