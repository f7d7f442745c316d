import { Text } from "@mantine/core";
import type { CodedText } from "./coded-text.ts";
import { texts } from "./texts.en.ts";
import { type CodedField, type CodeRule, useIsOther } from "./use-code-rule.ts";

type CodeHintsProps = { field: CodedField | null; value: CodedText; rule: CodeRule | null };

/** Below the input: the chosen code, what the field offers, and whether the code is another. */
export function CodeHints({ field, value, rule }: CodeHintsProps) {
  const isOther = useIsOther(field, rule, value);
  const { coding } = value;
  return (
    <>
      {coding ? <div>{texts.codeHint(coding.code, coding.system)}</div> : null}
      {rule && rule.title !== null ? <div>{texts.rules[rule.mode](rule.title)}</div> : null}
      <div role="status">
        {rule && isOther ? (
          <Text span size="xs" fw={600} c="var(--mantine-color-text)">
            {rule.mode === "refuse" ? texts.isNoLongerOffered : texts.isNotOffered}
          </Text>
        ) : null}
      </div>
    </>
  );
}
