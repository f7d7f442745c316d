import { isErrorCode, type NoteDraft } from "@caretype/client";
import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconCalendarPlus, IconWalk } from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNow } from "../../../../kit/behavior/use-now.ts";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { keyProps } from "../../../../kit/keys/key-props.ts";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { Waiting } from "../../../../kit/notice/slow-notice.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { useMe, usePermissions, usePracticeQuery } from "../../../../session/client/use-practice.ts";
import { Parts } from "../../../../session/module/parts.tsx";
import { useOtherZone, usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { Permitted } from "../../../../session/route/permitted.tsx";
import { formatInstant } from "../../../../words/format/format.ts";
import { AnchorLink, ButtonLink } from "../../../../words/format/links.tsx";
import { FactList, Name } from "../../../../words/format/name.tsx";
import { useOwnDoctor } from "../../../people/records/patient/my-patients.ts";
import { texts as bookingTexts } from "../../records/appointment/book/texts.en.ts";
import { RefusedEmails } from "../../records/appointment/patient/refused-emails.tsx";
import { today as todayTexts, walkIn as walkInTexts } from "../../records/appointment/texts.en.ts";
import { FirstStepsPanel, useFirstSteps } from "./first-steps.tsx";
import { TasksPanel } from "./tasks.tsx";
import { noPractice as noPracticeTexts, texts, unsigned as unsignedTexts } from "./texts.en.ts";
import { Today } from "./today.tsx";
import { useOverview } from "./use-overview.ts";

/** The start page: who is here, who is next, and open tasks. */
export function TodayPage() {
  const practice = usePracticeQuery();
  if (practice.isError && !practice.data) {
    if (isErrorCode(practice.error, "PERMISSION_DENIED", "PRACTICE_NOT_FOUND")) return <NoPracticePage />;
    return (
      <Page title={todayTexts.title}>
        <ErrorNotice error={practice.error} onRetry={() => void practice.refetch()} />
      </Page>
    );
  }
  return (
    <Permitted needs="appointment:read">
      <PracticeToday />
    </Permitted>
  );
}

/** The start page of accounts without a practice, and of server staff. */
function NoPracticePage() {
  const { isStaff } = useMe();
  return (
    <Page title={todayTexts.title}>
      <Stack align="start">
        <Text>{isStaff ? noPracticeTexts.ofStaff : noPracticeTexts.text}</Text>
        {isStaff ? (
          <ButtonLink to="/staff/accounts">{noPracticeTexts.manageAccounts}</ButtonLink>
        ) : (
          <ButtonLink to="/account/practices">{noPracticeTexts.create}</ButtonLink>
        )}
      </Stack>
    </Page>
  );
}

function PracticeToday() {
  const { day } = usePracticeTime();
  const mayCount = usePermissions()("statistics:read");
  const overview = useOverview();
  const isEmpty = overview.data?.patients.total === 0;
  const firstSteps = useFirstSteps(overview.data, isEmpty);
  return (
    <Page
      title={todayTexts.title}
      subtitle={todayTexts.subtitle(day(new Date(useNow()).toISOString()), useOtherZone())}
      actions={isEmpty ? null : <DeskButtons />}
    >
      {(mayCount && overview.isPending) || (isEmpty && firstSteps === undefined) ? (
        // Waits until the order is known, to avoid layout shifts.
        <Waiting>
          <Skeleton h={240} role="status" aria-label={texts.counting} />
        </Waiting>
      ) : isEmpty ? (
        <>
          <Welcome />
          {firstSteps ? <FirstStepsPanel {...firstSteps} /> : null}
          <Parts of="emptyPractice" with={{}} />
        </>
      ) : (
        <Today
          beside={
            <Stack>
              {mayCount ? <TasksPanel query={overview} /> : null}
              <UnsignedNotes />
              <RefusedEmails />
              {firstSteps ? <FirstStepsPanel {...firstSteps} /> : null}
            </Stack>
          }
        />
      )}
    </Page>
  );
}

const BookDialog = lazyPart(() => import("../../records/appointment/book/book-dialog.tsx"), "BookDialog");
const WalkIn = lazyPart(() => import("../../records/appointment/details/walk-in.tsx"), "WalkIn");

/** Checks in a patient without an appointment, and books one. */
function DeskButtons() {
  const may = usePermissions();
  const [opened, setOpened] = useState<"walkIn" | "book" | null>(null);
  const close = () => setOpened(null);
  if (!may("appointment:create")) return null;
  return (
    <>
      {may("appointment:update") ? (
        <PlainButton
          label={walkInTexts.title}
          {...keyProps("walkIn")}
          leftSection={<IconWalk size={16} aria-hidden />}
          onClick={() => setOpened("walkIn")}
        />
      ) : null}
      <Button
        {...keyProps("book")}
        aria-label={bookingTexts.book.label}
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        onClick={() => setOpened("book")}
      >
        {bookingTexts.book.short}
      </Button>
      {opened === "walkIn" ? <WalkIn onClose={close} /> : null}
      {opened === "book" ? <BookDialog onClose={close} /> : null}
    </>
  );
}

/** Replaces an empty day. The checklist of first steps follows it. */
function Welcome() {
  const may = usePermissions();
  return (
    <Stack gap={4}>
      <Title order={2} size="h3">
        {texts.welcome.title}
      </Title>
      <Text>{texts.welcome.text}</Text>
      {may("patient:create") ? null : <Text>{texts.welcome.readOnly}</Text>}
    </Stack>
  );
}

const most = { limit: 5 };

/** The user's unsigned notes. Empty without any, or for users who cannot sign. */
function UnsignedNotes() {
  const may = usePermissions();
  const isDoctor = useOwnDoctor() !== null;
  const maySign = isDoctor && may("clinical:write") && may("clinical:sign");
  const drafts = useQuery(api.noteDraft.list.queryOptions(maySign ? most : skipToken, { staleTime: 0 })).data;
  if (!maySign || !drafts || drafts.items.length === 0) return null;
  return (
    <Section title={unsignedTexts.title} about={drafts.nextCursor === null ? null : unsignedTexts.newest}>
      <Stack component="ul" gap={0} m={0} p={0}>
        {drafts.items.map((draft) => (
          <UnsignedNote key={draft.id} draft={draft} />
        ))}
      </Stack>
    </Section>
  );
}

function UnsignedNote({ draft: { patientId, kind, updatedAt } }: { draft: NoteDraft }) {
  const patient = useQuery(api.patient.byId.queryOptions({ id: patientId }, { staleTime: 60_000 })).data;
  return (
    <Row
      title={
        <AnchorLink to="/patients/$id" params={{ id: patientId }} search={{ tab: "notes" }}>
          <Name>{patient?.name ?? "…"}</Name>
        </AnchorLink>
      }
      facts={<FactList facts={[kind, formatInstant(updatedAt)]} />}
    />
  );
}
