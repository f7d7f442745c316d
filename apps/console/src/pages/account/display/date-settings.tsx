import { Button, NativeSelect, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ZoneSelect } from "../../../kit/form/zone-select.tsx";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { currentZone } from "../../../kit/settings/time-zones.ts";
import { useUnsaved } from "../../../session/client/unsaved.ts";
import { usePractice } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { browserZone, zoneName } from "../../../words/format/format.ts";
import {
  displaySettings,
  isLanguage,
  type Language,
  languages,
  locales,
  saveDisplaySettings,
} from "../../../words/settings/display-settings.ts";
import { browserLanguage, language, localeOf } from "../../../words/settings/locale.ts";
import { display as texts } from "../texts.en.ts";

const now = new Date();
const languageNames = new Intl.DisplayNames(language, { type: "language" });

/** Each with today's date as an example. */
const localeOptions = locales.map((value) => {
  const day = new Intl.DateTimeFormat(value, { dateStyle: "medium" }).format(now);
  return { value, label: `${languageNames.of(value)}: ${day}` };
});

export function DateSettings() {
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
      notifyFailed(texts.isUnsaved, texts.allowStorage);
    }
  };
  return (
    <form onSubmit={save}>
      <Stack align="start">
        <NativeSelect
          label={texts.language}
          data={[
            { value: "", label: texts.asBrowser(languages[browserLanguage]) },
            ...Object.entries(languages).map(([value, label]) => ({ value, label })),
          ]}
          value={text}
          onChange={(event) => setText(languageIn(event.currentTarget.value))}
        />
        <NativeSelect
          label={texts.datesIn}
          data={[{ value: "", label: texts.asTexts }, ...localeOptions]}
          value={locale}
          onChange={(event) => setLocale(event.currentTarget.value)}
        />
        <ZoneSelect
          label={texts.timeZone}
          known={displaySettings.timeZone ?? null}
          first={[
            { value: "", label: texts.asBrowser(zoneName(browserZone)) },
            ...(ofPractice === null
              ? []
              : [{ value: ofPractice, label: texts.asPractice(zoneName(ofPractice)) }]),
          ]}
          value={timeZone}
          onChange={(chosen) => setTimeZone(chosen ?? "")}
        />
        <Text size="sm" role="status">
          {texts.sample(sampleOf(locale || localeOf(text || browserLanguage), timeZone))}
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
