import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { Choice } from "../../../kit/form/choice.tsx";
import { FormFrame } from "../../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import type { Undo } from "../../../kit/notice/last-change.ts";
import { ChangedSince, notifyDone } from "../../../kit/notice/notify.tsx";
import type { CodeField, Terminology } from "../../../records/codes/use-code-rule.ts";
import { api, caretype, readAgain } from "../../../session/client/api.ts";
import { useKeyedChange } from "../../../session/form/use-keyed-change.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { texts } from "../texts.en.ts";

type RuleDialogProps = { rule: CodeField; latest: readonly Terminology[]; onClose: () => void };

const modes = ["warn", "refuse", "take"] as const;

const isSame = (one: CodeField | undefined, other: CodeField) =>
  one?.uri === other.uri && (one.uri === null || one.mode === other.mode);

/** Rules have no versions, so it looks first whether the rule is still the saved one. */
const undoOf =
  ({ field, uri, mode }: CodeField, saved: CodeField): Undo =>
  async () => {
    const { items } = await caretype.codes.fields.query();
    const now = items.find((each) => each.field === field);
    if (!isSame(now, saved)) throw new ChangedSince();
    await caretype.codes.setField.mutate({ field, uri, mode });
    await readAgain(api.codes);
  };

export function RuleDialog({ rule, latest, onClose }: RuleDialogProps) {
  const { field } = rule;
  const name = texts.fields.names[field];
  const [uri, setUri] = useState(rule.uri ?? "");
  const [mode, setMode] = useState(rule.uri === null ? "warn" : rule.mode);
  const change = useKeyedChange({
    run: (input: Pick<CodeField, "field" | "uri" | "mode">, call) =>
      call(input, (options) => caretype.codes.setField.mutate(input, options)),
    onDone: (saved) => {
      notifyDone(texts.fields.isSaved(name), isSame(saved, rule) ? undefined : undoOf(rule, saved));
      onClose();
    },
    onSettled: () => readAgain(api.codes),
  });
  const offers = new Map(latest.map((one) => [one.uri, texts.offer(one.title ?? one.uri, one.kind)]));
  return (
    <Dialog onClose={onClose} title={texts.fields.changeOf(name)}>
      <FormFrame
        refusal={change.error ? <ErrorNotice error={change.error} /> : null}
        onSubmit={() => change.mutate({ field, uri: uri === "" ? null : uri, mode })}
        onCancel={onClose}
        submitLabel={commonTexts.save}
        isPending={change.isPending}
      >
        <NativeSelect
          label={texts.fields.offers}
          data-autofocus
          data={[
            { value: "", label: texts.fields.any },
            ...[...offers].map(([value, label]) => ({ value, label })),
          ]}
          value={uri}
          onChange={({ currentTarget: { value } }) => setUri(value)}
        />
        {uri === "" ? null : (
          <Choice
            label={texts.fields.others}
            value={mode}
            onChange={setMode}
            options={modes.map((value) => ({
              value,
              label: texts.modes[value].label,
              description: texts.modes[value].about,
            }))}
          />
        )}
      </FormFrame>
    </Dialog>
  );
}
