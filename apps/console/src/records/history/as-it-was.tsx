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
import { FactList } from "./fact-list.tsx";
import type { FactLine } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";

/** A record at a point in time. */
export type PastRecord = { at: string; past: FactLine[] | null };

/** Shows a past version of a record. Null closes the dialog. */
export function AsItWas({ shown, onClose }: { shown: PastRecord | null; onClose: () => void }) {
  const last = useLastShown(shown);
  return (
    <Dialog
      opened={shown !== null}
      onClose={onClose}
      title={historyTexts.earlierVersion}
      size="lg"
      closeButtonProps={closeButton}
    >
      {last ? (
        <Stack>
          <Dimmed>{historyTexts.on(formatInstant(last.at))}</Dimmed>
          <FactList facts={last.past ?? []} />
        </Stack>
      ) : null}
    </Dialog>
  );
}

const closeButton = { "aria-label": commonTexts.close };

/** Keeps the last value while a dialog closes, so that it does not go empty first. */
export function useLastShown<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}

type AsOfFormProps = {
  read: (at: string) => Promise<FactLine[]>;
};

/** Shows a record as of the end of a minute, in the reader's time zone. */
export function AsOfForm({ read }: AsOfFormProps) {
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
      <AsItWas shown={look.data ?? null} onClose={() => look.reset()} />
    </form>
  );
}
