import { isErrorCode } from "@caretype/client";
import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { DateField } from "../../kit/form/date-field.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { AsItWas } from "./as-it-was.tsx";
import { endOfPicked } from "./end-of-picked.ts";
import type { FactLine } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";

type AsOfFormProps = {
  /** Loads the record as of an instant. */
  read: (at: string) => Promise<FactLine[]>;
};

/** Shows a record as of the end of a minute, in the reader's time zone. */
export function AsOfForm({ read }: AsOfFormProps) {
  const [wanted, setWanted] = useState("");
  const [isMissing, setMissing] = useState(false);
  const look = useMutation({ mutationFn: async (at: string) => ({ at, past: await read(at) }) });
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
          <Button type="submit" variant="default" loading={look.isPending}>
            {commonTexts.show}
          </Button>
        </Group>
        {look.isError && !notThere ? <ErrorNotice error={look.error} /> : null}
      </Stack>
      <AsItWas shown={look.data ?? null} onClose={() => look.reset()} />
    </form>
  );
}
