import type { Account } from "@caretype/client";
import { Button, Group, NativeSelect, Stack, Switch } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useStore } from "../../../kit/behavior/store.ts";
import { areKeysOn, turnKeys } from "../../../kit/keys/keys-setting.ts";
import { texts as keysTexts } from "../../../kit/keys/texts.en.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { ChangedSince, notifyDone } from "../../../kit/notice/notify.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { readStart, startKey, startPages } from "../../../kit/settings/start-page.ts";
import { ColorSchemeChoice } from "../../../kit/theme/color-scheme-choice.tsx";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { useMe } from "../../../session/client/use-practice.ts";
import { navigation as frameTexts } from "../../../words/frame/texts.en.ts";
import { areKeysShown } from "../../palette/shortcuts/shortcuts.ts";
import { texts as accountTexts } from "../texts.en.ts";
import { DateSettings } from "./date-settings.tsx";

/** How the console is shown: in this browser, and for units, to the account. */
export function DisplayPage() {
  const isOn = useStore(areKeysOn);
  return (
    <Page title={frameTexts.display} width="reading">
      <Section title={accountTexts.display.dates} about={accountTexts.display.about}>
        <DateSettings />
      </Section>
      <Section title={accountTexts.display.units.title} about={accountTexts.display.units.about}>
        <UnitsSetting />
      </Section>
      <Section title={accountTexts.display.appearance}>
        <Stack align="start">
          <ColorSchemeChoice />
          <StartPageChoice />
        </Stack>
      </Section>
      <Section title={keysTexts.title}>
        <Stack align="start">
          <Switch
            label={keysTexts.singleKeys}
            description={keysTexts.aboutSingleKeys}
            checked={isOn}
            onChange={({ currentTarget: { checked } }) => turnKeys(checked)}
          />
          <Group>
            <Button variant="default" onClick={() => areKeysShown.set(true)}>
              {keysTexts.showKeys}
            </Button>
          </Group>
        </Stack>
      </Section>
    </Page>
  );
}

function StartPageChoice() {
  const { start } = accountTexts.display;
  const [page, setPage] = useLocalStorage({
    key: startKey,
    defaultValue: readStart(null),
    getInitialValueInEffect: false,
    serialize: String,
    deserialize: readStart,
  });
  return (
    <NativeSelect
      label={start.label}
      description={start.about}
      data={startPages.map((value) => ({ value, label: start[value] }))}
      value={page}
      onChange={({ currentTarget: { value } }) => setPage(readStart(value))}
    />
  );
}

const texts = accountTexts.display.units;

type UnitSystem = Account["unitSystem"];

/** Chooses the units in which the account sees measurements first, in each browser. */
function UnitsSetting() {
  const { unitSystem } = useMe();
  const show = (account: Account) => queryClient.setQueryData(api.account.me.queryKey(), account);
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
