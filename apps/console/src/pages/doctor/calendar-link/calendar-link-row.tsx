import type { RouterOutputs } from "@caretype/client";
import { Badge } from "@mantine/core";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { NameIn } from "../../../words/format/name.tsx";
import { texts } from "./texts.en.ts";

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
