import type { RouterOutputs } from "@caretype/client";
import { Badge } from "@mantine/core";
import { api, caretype, queryClient } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Row } from "../../shell/section/row.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { NameIn } from "../../shell/text/name.tsx";
import { calendarLinkTexts as texts } from "../../texts/calendar-link.ts";

type CalendarLink = RouterOutputs["calendarFeed"]["list"]["items"][number];

export function CalendarLinkRow({ link }: { link: CalendarLink }) {
  const { id, showsInitials, isActive, createdByName } = link;
  const at = formatInstant(link.createdAt);
  return (
    <Row
      title={showsInitials ? texts.initials : texts.busy}
      badge={
        isActive ? null : (
          <Badge variant="default" tt="none">
            {texts.isInactive}
          </Badge>
        )
      }
      facts={
        <>
          {createdByName === null ? (
            texts.created(at)
          ) : (
            <NameIn text={texts.createdBy(at, createdByName)} name={createdByName} />
          )}
          {isActive ? null : (
            <>
              <br />
              {texts.inactiveHint}
            </>
          )}
        </>
      }
      actions={
        <ConfirmButton
          label={texts.revoke}
          name={texts.revokeOf(at)}
          question={texts.askRevoke}
          consequence={texts.revokeMeans}
          onConfirm={async () => {
            await caretype.calendarFeed.revoke.mutate({ id });
            notifyDone(texts.isRevoked);
            await queryClient.invalidateQueries(api.calendarFeed.pathFilter());
          }}
        />
      }
    />
  );
}
