import { isErrorCode } from "@caretype/client";
import { Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { DateField } from "../../kit/form/date-field.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Dimmed } from "../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { endOfPicked } from "./end-of-picked.ts";
import type { TimelineEntry } from "./entry.ts";
import { FactList } from "./fact-list.tsx";
import type { FactLine } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";

type AsItWasProps = { shown: Pick<TimelineEntry, "at" | "past">; onClose: () => void };

export const AsItWas = ({ shown: { at, past }, onClose }: AsItWasProps) => (
  <Dialog onClose={onClose} title={historyTexts.earlierVersion} size="lg">
    <Stack>
      <Dimmed>{historyTexts.on(formatInstant(at))}</Dimmed>
      <FactList facts={past ?? []} />
    </Stack>
  </Dialog>
);

/** Shows a record at the end of a minute, in the user's time zone. */
export function AsOfForm({ read }: { read: (at: string) => Promise<FactLine[]> }) {
  const [wanted, setWanted] = useState("");
  const [isMissing, setMissing] = useState(false);
  const look = useSingleMutation({ mutationFn: async (at: string) => ({ at, past: await read(at) }) });
  const notThere = isErrorCode(look.error, "NOT_THERE_THEN");
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const at = endOfPicked(wanted);
        setMissing(at === null);
        if (at !== null) look.mutate(at);
      }}
    >
      <Stack gap="xs">
        <Group align="end" gap="xs">
          <DateField
            is="moment"
            label={historyTexts.asOf.label}
            value={wanted}
            hint={null}
            onChange={(value) => {
              setWanted(value);
              look.reset();
            }}
            error={isMissing ? historyTexts.asOf.isMissing : notThere ? historyTexts.asOf.notThere : null}
          />
          <PlainButton label={commonTexts.show} type="submit" loading={look.isPending} />
        </Group>
        {look.isError && !notThere ? <ErrorNotice error={look.error} /> : null}
      </Stack>
      {look.data ? <AsItWas shown={look.data} onClose={() => look.reset()} /> : null}
    </form>
  );
}
