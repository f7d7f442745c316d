import type { Encounter, EncounterId, PatientId } from "@caretype/client";
import { Button, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { Name } from "../../words/format/name.tsx";
import { WithheldNotice } from "../restriction/restricted.tsx";
import { describeTime } from "./describe-time.ts";
import { EncounterBadges } from "./encounter-badges.tsx";
import { texts } from "./texts.en.ts";

const EncounterDialog = lazyPart(() => import("./encounter-dialog.tsx"), "EncounterDialog");
const NewEncounter = lazyPart(() => import("./new-encounter.tsx"), "NewEncounter");

const pageSize = 20;

/** A patient's encounters, newest first. Those that were entered in error are not among them. */
export function Encounters({ patientId }: { patientId: PatientId }) {
  const may = usePermissions();
  const query = useInfiniteQuery(
    api.encounter.list.infiniteQueryOptions({ patientId, limit: pageSize }, nextPage),
  );
  const [opened, setOpened] = useState<EncounterId | "new" | null>(null);
  const close = () => setOpened(null);
  return (
    <Stack>
      <WithheldNotice patientId={patientId} />
      <Section
        title={texts.title}
        actions={
          may("clinical:write") ? (
            <Button variant="default" size="xs" onClick={() => setOpened("new")}>
              {texts.add}
            </Button>
          ) : null
        }
      >
        <PagedList query={query} skeletonHeight={80} empty={texts.empty}>
          {(encounter) => (
            <EncounterRow key={encounter.id} encounter={encounter} onOpen={() => setOpened(encounter.id)} />
          )}
        </PagedList>

        {opened === "new" ? <NewEncounter patientId={patientId} onClose={close} /> : null}
        {opened === null || opened === "new" ? null : <EncounterDialog id={opened} onClose={close} />}
      </Section>
    </Stack>
  );
}

function EncounterRow({ encounter, onOpen }: { encounter: Encounter; onOpen: () => void }) {
  const when = describeTime(encounter, usePracticeTime());
  const { doctorName, reason, cancellationReason } = encounter;
  return (
    <Row
      title={when}
      badge={<EncounterBadges {...encounter} />}
      facts={
        <>
          {texts.classes[encounter.class]}
          {doctorName === null ? null : (
            <>
              {" · "}
              <Name>{doctorName}</Name>
            </>
          )}
          {reason === null ? null : (
            <span title={reason.coding?.code}>
              {" · "}
              <Name>{reason.text}</Name>
            </span>
          )}
          {cancellationReason === null ? null : <> · {texts.cancelledBecause(cancellationReason)}</>}
        </>
      }
      actions={
        <Button variant="default" size="xs" aria-label={texts.openOf(when)} onClick={onOpen}>
          {texts.open}
        </Button>
      }
    />
  );
}
