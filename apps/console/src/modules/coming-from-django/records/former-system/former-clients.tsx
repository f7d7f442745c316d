import type { Practice } from "@caretype/client";
import { TextInput } from "@mantine/core";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { caretype } from "../../../../session/client/api.ts";
import { SentForm } from "../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../session/form/use-sending.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { changePractice } from "../../../identity/records/practice/change-practice.ts";
import { DialectSelect } from "./dialect-select.tsx";
import { texts } from "./texts.en.ts";

type Settings = Pick<Practice, "numericIds" | "dialect">;

/** The practice's REST settings for clients of a former system. */
export function FormerClients({ practice }: { practice: Practice }) {
  const { numericIds, dialect } = practice;
  const save = (since: Practice, settings: Settings) =>
    changePractice(since, ["numericIds", "dialect"], (expectedVersion) =>
      caretype.practice.update.mutate({ ...settings, expectedVersion }),
    );
  const { form, ...sending } = useSending({
    initialValues: { numericIds: numericIds ?? "", dialect: dialect ?? ("" as const) },
    send: async (values) => {
      const changed = await save(practice, {
        numericIds: values.numericIds.trim() || null,
        dialect: values.dialect || null,
      });
      notifyDone(texts.isSaved, () => save(changed, { numericIds, dialect }));
    },
  });
  return (
    <Section title={texts.title} about={texts.about}>
      <SentForm sending={sending} submitLabel={commonTexts.save} align="start">
        <TextInput
          label={texts.numericIds}
          description={texts.numericIdsHint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          {...form.getInputProps("numericIds")}
        />
        <DialectSelect unset={texts.dialectOfServer} {...form.getInputProps("dialect")} />
      </SentForm>
    </Section>
  );
}
