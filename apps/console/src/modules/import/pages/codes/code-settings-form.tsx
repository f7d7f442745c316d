import { StartCodes } from "@caretype/chart/codes/schema";
import {
  Checkbox,
  Group,
  type InputWrapperProps,
  MultiSelect,
  NativeSelect,
  Radio,
  Stack,
  TextInput,
} from "@mantine/core";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { schemaResolver } from "../../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../../kit/form/submit-button.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { kinds, form as texts } from "../../../chart/pages/codes/texts.en.ts";
import { usableColumns } from "../import/choose/guess-mapping.ts";
import classes from "../import/choose/mapping-form.module.css";
import { texts as importChooseTexts } from "../import/choose/texts.en.ts";
import type { TableFile } from "../import/file/protocol.ts";
import { type CodeSettings, guessSettings } from "./code-settings.ts";

type Errors = Record<string, string>;
type Change = (changes: Partial<CodeSettings>) => void;

const check = schemaResolver(StartCodes);

/** Descriptions below the inputs keep neighboring inputs aligned. */
const inputWrapperOrder: InputWrapperProps["inputWrapperOrder"] = ["label", "input", "error", "description"];

function errorsOf(
  { kind, uri, version, title, code, display, system }: CodeSettings,
  isTable: boolean,
): Errors {
  const columns = { code, display, ...(kind === "value-set" && { system }) };
  const missing = Object.entries(columns).filter(([, column]) => isTable && column === "");
  return {
    ...check({ kind, uri, version, title: title.trim() || null }),
    ...Object.fromEntries(missing.map(([name]) => [name, commonTexts.required])),
  };
}

type CodeSettingsFormProps = {
  file: TableFile;
  other: ReactNode;
  onSubmit: (settings: CodeSettings) => void;
};

export function CodeSettingsForm({ file, other, onSubmit }: CodeSettingsFormProps) {
  const { resource } = file;
  const [settings, setSettings] = useState(() => guessSettings(file));
  const [errors, setErrors] = useState<Errors>({});
  const change: Change = (changes) => {
    setErrors({});
    setSettings((before) => ({ ...before, ...changes }));
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = errorsOf(settings, !resource);
    setErrors(found);
    const first = [...event.currentTarget.elements].find(
      (input) => input instanceof HTMLElement && Object.hasOwn(found, input.getAttribute("name") ?? ""),
    );
    if (first instanceof HTMLElement) first.focus();
    else onSubmit(settings);
  };
  return (
    <form onSubmit={submit} noValidate aria-label={texts.title} className={classes.form}>
      <Stack>
        <Section title={texts.title}>
          <About settings={settings} errors={errors} change={change} resource={resource} />
        </Section>
        {resource ? null : (
          <Section title={importChooseTexts.table.columns}>
            <Columns columns={file.columns} settings={settings} errors={errors} change={change} />
          </Section>
        )}
        <Group>
          <SubmitButton label={texts.submit} isPending={false} />
          {other}
        </Group>
      </Stack>
    </form>
  );
}

type PartProps = { settings: CodeSettings; errors: Errors; change: Change };

/** A FHIR resource's own metadata cannot be changed. */
function About({ settings, errors, change, resource }: PartProps & Pick<TableFile, "resource">) {
  const line = (name: "uri" | "version" | "title") => ({
    name,
    value: settings[name],
    error: errors[name],
    inputWrapperOrder,
    onChange: ({ currentTarget: { value } }: { currentTarget: HTMLInputElement }) =>
      change({ [name]: value }),
  });
  return (
    <Stack>
      {resource ? null : (
        <Radio.Group label={texts.kind} value={settings.kind} onChange={(kind) => change({ kind })}>
          <Group mt={4}>
            <Radio value="code-system" label={kinds["code-system"]} />
            <Radio value="value-set" label={kinds["value-set"]} />
          </Group>
        </Radio.Group>
      )}
      <div className={classes.fields}>
        <TextInput
          {...line("uri")}
          label={texts.uri}
          description={texts.uriHint}
          required
          readOnly={resource !== undefined && resource.uri !== ""}
        />
        <TextInput {...line("version")} label={texts.version} description={texts.versionHint} required />
        <TextInput {...line("title")} label={texts.name} description={texts.nameHint} />
      </div>
      {settings.kind === "code-system" ? (
        <Checkbox
          label={texts.isPartial}
          description={texts.isPartialHint}
          checked={settings.isPartial}
          onChange={({ currentTarget }) => change({ isPartial: currentTarget.checked })}
        />
      ) : null}
    </Stack>
  );
}

function Columns({ columns, settings, errors, change }: PartProps & Pick<TableFile, "columns">) {
  const usable = usableColumns(columns);
  const none = { value: "", label: importChooseTexts.table.notInFile };
  const select = (name: "code" | "display" | "active" | "system") => ({
    name,
    label: texts.columns[name],
    error: errors[name],
    inputWrapperOrder,
    data: [none, ...usable],
    value: settings[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: HTMLSelectElement }) =>
      change({ [name]: value }),
  });
  return (
    <div className={classes.fields}>
      {settings.kind === "value-set" ? <NativeSelect {...select("system")} required /> : null}
      <NativeSelect {...select("code")} required />
      <NativeSelect {...select("display")} required />
      <MultiSelect
        label={texts.columns.synonyms}
        inputWrapperOrder={inputWrapperOrder}
        description={texts.synonymsHint}
        data={usable}
        value={settings.synonyms}
        onChange={(synonyms) => change({ synonyms })}
      />
      <NativeSelect {...select("active")} description={texts.activeHint} />
    </div>
  );
}
