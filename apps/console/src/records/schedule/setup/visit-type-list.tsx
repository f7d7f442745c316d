import type { VisitType } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { EmptyState } from "../../../kit/notice/empty-state.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { byName } from "../../../words/format/by-name.ts";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { OfferedRow } from "./offered-row.tsx";
import { OfferedSection } from "./offered-section.tsx";

const VisitTypeForms = lazyPart(() => import("./visit-type-forms.tsx"), "VisitTypeForms");

const texts = appointmentSetupTexts.visitTypes;

/** The practice's visit types. */
export function VisitTypeList() {
  const query = useInfiniteQuery(api.visitType.list.infiniteQueryOptions({ limit: 100 }, nextPage));
  return (
    <OfferedSection texts={texts} Forms={VisitTypeForms}>
      {({ mayManage, onEdit }) => (
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
    </OfferedSection>
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
