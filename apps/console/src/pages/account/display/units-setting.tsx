import type { Account } from "@caretype/client";
import { NativeSelect, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { ChangedSince, notifyDone } from "../../../kit/notice/notify.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { useMe } from "../../../session/client/use-practice.ts";
import { texts as accountTexts } from "../texts.en.ts";

const texts = accountTexts.display.units;

type UnitSystem = Account["unitSystem"];

/** Chooses the units in which the account sees measurements first, in each browser. */
export function UnitsSetting() {
  const { unitSystem } = useMe();
  const queries = useQueryClient();
  const show = (account: Account) => queries.setQueryData(api.account.me.queryKey(), account);
  const { mutate, isPending, variables, error } = useMutation({
    // One after the other, so that the last choice stays.
    scope: { id: "units" },
    mutationFn: (wanted: UnitSystem) => caretype.account.update.mutate({ unitSystem: wanted }),
    onSuccess: (account) => {
      show(account);
      const undo = async () => {
        if ((await caretype.auth.me()).unitSystem !== account.unitSystem) throw new ChangedSince();
        show(await caretype.account.update.mutate({ unitSystem }));
      };
      notifyDone(
        texts.areSaved(texts.systems[account.unitSystem]),
        account.unitSystem === unitSystem ? undefined : undo,
      );
    },
  });
  return (
    <Stack align="start">
      {error ? <ErrorNotice error={error} /> : null}
      <NativeSelect
        label={texts.label}
        data={systems.map((value) => ({ value, label: texts.systems[value] }))}
        value={isPending ? variables : unitSystem}
        onChange={({ currentTarget: { value } }) => mutate(value === "us" ? "us" : "metric")}
      />
    </Stack>
  );
}

const systems: readonly UnitSystem[] = ["metric", "us"];
