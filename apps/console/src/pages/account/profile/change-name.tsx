import { UpdateAccount } from "@caretype/api/account/schema";
import { useQueryClient } from "@tanstack/react-query";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { ChangedSince, notifyDone } from "../../../kit/notice/notify.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { NameForm } from "../../../session/form/name-form.tsx";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as accountTexts } from "../texts.en.ts";

const texts = accountTexts.profile;
const check = schemaResolver(UpdateAccount);

export function ChangeName({ name }: { name: string }) {
  const queries = useQueryClient();
  return (
    <NameForm
      opener={texts.changeName}
      label={accessTexts.yourName}
      description={texts.nameHint}
      submitLabel={commonTexts.change}
      name={name}
      autoComplete="name"
      validate={check}
      send={async (values, close) => {
        const change = async (wanted: string) => {
          const account = await caretype.account.update.mutate({ name: wanted });
          queries.setQueryData(api.account.me.queryKey(), account);
          // Lists, histories and the audit contain the account's name.
          void queries.invalidateQueries();
          return account.name;
        };
        const changed = await change(values.name);
        const undo = async () => {
          if ((await caretype.auth.me()).name !== changed) throw new ChangedSince();
          await change(name);
        };
        notifyDone(texts.nameIsChanged(changed), changed === name ? undefined : undo);
        close();
      }}
    />
  );
}
