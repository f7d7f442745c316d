import type { Account } from "@caretype/client";
import { Button, Group, NativeSelect, Stack, Switch, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useStore } from "../../../../../kit/behavior/store.ts";
import { ZoneSelect } from "../../../../../kit/form/zone-select.tsx";
import { areKeysOn, areKeysShown, turnKeys } from "../../../../../kit/keys/keys-setting.ts";
import { texts as keysTexts } from "../../../../../kit/keys/texts.en.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { ChangedSince, notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { startKey } from "../../../../../kit/settings/start-page.ts";
import { currentZone } from "../../../../../kit/settings/time-zones.ts";
import { ColorSchemeChoice } from "../../../../../kit/theme/color-scheme-choice.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, queryClient } from "../../../../../session/client/api.ts";
import { useUnsaved } from "../../../../../session/client/unsaved.ts";
import { useMe, usePermissions, usePractice } from "../../../../../session/client/use-practice.ts";
import { entriesIn } from "../../../../../session/module/modules.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { browserZone, zoneName } from "../../../../../words/format/format.ts";
import {
  displaySettings,
  isLanguage,
  type Language,
  languages,
  locales,
  saveDisplaySettings,
} from "../../../../../words/settings/display-settings.ts";
import { browserLanguage, language, localeOf } from "../../../../../words/settings/locale.ts";
import { texts as entryTexts } from "../../../texts.en.ts";
import { texts as accountTexts, display as displayTexts } from "../texts.en.ts";

/** Display settings of this browser, and the account's units. */
export function DisplayPage() {
  const isOn = useStore(areKeysOn);
  return (
    <Page title={entryTexts.display.label} width="reading">
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
            <PlainButton label={keysTexts.showKeys} onClick={() => areKeysShown.set(true)} />
          </Group>
        </Stack>
      </Section>
    </Page>
  );
}

function StartPageChoice() {
  const { start } = accountTexts.display;
  const may = usePermissions();
  const offered = entriesIn("work").filter(
    ({ canStart, needs }) => canStart && (needs === undefined || may(needs)),
  );
  const [page, setPage] = useLocalStorage({
    key: startKey,
    defaultValue: "",
    getInitialValueInEffect: false,
    serialize: String,
    deserialize: (stored = "") => stored,
  });
  return (
    <NativeSelect
      label={start.label}
      description={start.about}
      data={offered.map(({ to, label: name }) => ({ value: String(to), label: name }))}
      value={page}
      onChange={({ currentTarget: { value } }) => setPage(value)}
    />
  );
}

const texts = accountTexts.display.units;

type UnitSystem = Account["unitSystem"];

/** The units that the account prefers, in all browsers. */
function UnitsSetting() {
  const { unitSystem } = useMe();
  const show = (account: Account) => queryClient.setQueryData(api.account.me.queryKey(), account);
  const { mutate, isPending, variables, error } = useMutation({
    // In sequence, so that the last choice is kept.
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

const now = new Date();
const languageNames = new Intl.DisplayNames(language, { type: "language" });

/** Each with today's date as an example. */
const localeOptions = locales.map((value) => {
  const day = new Intl.DateTimeFormat(value, { dateStyle: "medium" }).format(now);
  return { value, label: `${languageNames.of(value)}: ${day}` };
});

function DateSettings() {
  const [text, setText] = useState<Language | "">(displaySettings.language ?? "");
  const [locale, setLocale] = useState(displaySettings.locale ?? "");
  const [timeZone, setTimeZone] = useState(currentZone(displaySettings.timeZone ?? ""));
  const zone = usePractice()?.timeZone ?? null;
  const ofPractice = zone === null ? null : currentZone(zone);
  const isChanged =
    text !== (displaySettings.language ?? "") ||
    locale !== (displaySettings.locale ?? "") ||
    timeZone !== currentZone(displaySettings.timeZone ?? "");
  useUnsaved(() => isChanged);
  const save = (event: FormEvent) => {
    event.preventDefault();
    try {
      saveDisplaySettings({ language: text || null, locale: locale || null, timeZone: timeZone || null });
    } catch {
      notifyFailed(displayTexts.isUnsaved, displayTexts.allowStorage);
    }
  };
  return (
    <form onSubmit={save}>
      <Stack align="start">
        <NativeSelect
          label={displayTexts.language}
          data={[
            { value: "", label: displayTexts.asBrowser(languages[browserLanguage]) },
            ...Object.entries(languages).map(([value, label]) => ({ value, label })),
          ]}
          value={text}
          onChange={(event) => setText(languageIn(event.currentTarget.value))}
        />
        <NativeSelect
          label={displayTexts.datesIn}
          data={[{ value: "", label: displayTexts.asTexts }, ...localeOptions]}
          value={locale}
          onChange={(event) => setLocale(event.currentTarget.value)}
        />
        <ZoneSelect
          label={displayTexts.timeZone}
          known={displaySettings.timeZone ?? null}
          first={[
            { value: "", label: displayTexts.asBrowser(zoneName(browserZone)) },
            ...(ofPractice === null
              ? []
              : [{ value: ofPractice, label: displayTexts.asPractice(zoneName(ofPractice)) }]),
          ]}
          value={timeZone}
          onChange={(chosen) => setTimeZone(chosen ?? "")}
        />
        <Text size="sm" role="status">
          {displayTexts.sample(sampleOf(locale || localeOf(text || browserLanguage), timeZone))}
        </Text>
        <Button type="submit" disabled={!isChanged}>
          {commonTexts.save}
        </Button>
      </Stack>
    </form>
  );
}

const languageIn = (value: string): Language | "" => (isLanguage(value) ? value : "");

function sampleOf(locale: string, timeZone: string): string {
  const options = { dateStyle: "full", timeStyle: "short", timeZone: timeZone || browserZone } as const;
  return new Intl.DateTimeFormat(locale, options).format(now);
}
