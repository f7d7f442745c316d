import { isErrorCode } from "@caretype/client";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { AsItWas } from "./as-it-was.tsx";
import { endOfPicked } from "./end-of-picked.ts";
import type { FactLine } from "./facts.ts";

type AsOfFormProps = {
  /** Asks for the record as it was at an instant. */
  read: (at: string) => Promise<FactLine[]>;
};

/** Looks a record up as it was at the end of any minute, in the reader's zone. */
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
          <TextInput
            type="datetime-local"
            label="How was it on"
            value={wanted}
            onChange={(event) => {
              setWanted(event.currentTarget.value);
              look.reset();
            }}
            error={isMissing ? "Give a day and a time" : notThere ? "It was not there at that time" : null}
            inputWrapperOrder={["label", "input", "error"]}
          />
          <Button type="submit" variant="default" loading={look.isPending}>
            Show
          </Button>
        </Group>
        {look.isError && !notThere ? <ErrorNotice error={look.error} /> : null}
      </Stack>
      <AsItWas shown={look.data ?? null} onClose={() => look.reset()} />
    </form>
  );
}
