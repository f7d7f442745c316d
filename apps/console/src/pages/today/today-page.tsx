import { isErrorCode } from "@caretype/client";
import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconCalendarPlus, IconWalk } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNow } from "../../kit/behavior/use-now.ts";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { keyProps } from "../../kit/keys/key-props.ts";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { texts as bookingTexts } from "../../records/appointment/book/texts.en.ts";
import { RefusedEmails } from "../../records/appointment/patient/refused-emails.tsx";
import { today as todayTexts, walkIn as walkInTexts } from "../../records/appointment/texts.en.ts";
import { SampleDataOffer } from "../../records/practice/sample-data/sample-data-offer.tsx";
import { api } from "../../session/client/api.ts";
import { useMe, usePermissions } from "../../session/client/use-practice.ts";
import { useOtherZone, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { ButtonLink } from "../../words/format/links.tsx";
import { FirstStepsPanel, useFirstSteps } from "./first-steps.tsx";
import { TasksPanel } from "./tasks.tsx";
import { noPractice as noPracticeTexts, texts } from "./texts.en.ts";
import { Today } from "./today.tsx";
import classes from "./today-page.module.css";
import { UnsignedNotes } from "./unsigned-notes.tsx";
import { useOverview } from "./use-overview.ts";

/** The start page: who is here, who is next, and what waits to be done. */
export function TodayPage() {
  const practice = useQuery(api.practice.mine.queryOptions(undefined, { staleTime: 60_000 }));
  if (practice.isError && !practice.data) {
    if (isErrorCode(practice.error, "PERMISSION_DENIED") || isErrorCode(practice.error, "PRACTICE_NOT_FOUND"))
      return <NoPracticePage />;
    return (
      <Page title={todayTexts.title}>
        <ErrorNotice error={practice.error} onRetry={() => void practice.refetch()} />
      </Page>
    );
  }
  return (
    <Permitted needs="statistics:read">
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
  const overview = useOverview();
  const isEmpty = overview.data?.patients.total === 0;
  const firstSteps = useFirstSteps(overview.data, isEmpty);
  return (
    <Page
      title={todayTexts.title}
      subtitle={todayTexts.subtitle(day(new Date(useNow()).toISOString()), useOtherZone())}
      actions={isEmpty ? null : <DeskButtons />}
    >
      {overview.isPending || (isEmpty && firstSteps === undefined) ? (
        // Nothing is shown before it is known what comes first, as it would shift the page.
        <Waiting>
          <Skeleton h={240} role="status" aria-label={texts.counting} />
        </Waiting>
      ) : isEmpty ? (
        <>
          <Welcome />
          {firstSteps ? <FirstStepsPanel {...firstSteps} /> : null}
          <SampleDataOffer />
        </>
      ) : (
        <div className={classes.columns}>
          <Today />
          <Stack>
            <TasksPanel query={overview} />
            <UnsignedNotes />
            <RefusedEmails />
            {firstSteps ? <FirstStepsPanel {...firstSteps} /> : null}
          </Stack>
        </div>
      )}
    </Page>
  );
}

const BookDialog = lazyPart(() => import("../../records/appointment/book/book-dialog.tsx"), "BookDialog");
const WalkIn = lazyPart(() => import("../../records/appointment/details/walk-in.tsx"), "WalkIn");

/** Checks in whoever comes without an appointment, and books one. */
function DeskButtons() {
  const may = usePermissions();
  const [opened, setOpened] = useState<"walkIn" | "book" | null>(null);
  const close = () => setOpened(null);
  if (!may("appointment:create")) return null;
  return (
    <>
      {may("appointment:update") ? (
        <Button
          {...keyProps("walkIn")}
          variant="default"
          leftSection={<IconWalk size={16} aria-hidden />}
          onClick={() => setOpened("walkIn")}
        >
          {walkInTexts.title}
        </Button>
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

/** Shown instead of an empty day. The checklist of first steps follows it. */
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
