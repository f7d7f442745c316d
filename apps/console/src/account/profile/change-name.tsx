import { UpdateAccount } from "@caretype/api/account/schema";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { schemaResolver } from "../../form/field-messages.ts";
import { ChangedSince, notifyDone } from "../../shell/notice/notify.tsx";
import { accessTexts } from "../../texts/access.ts";
import { accountTexts } from "../../texts/account.ts";
import { commonTexts } from "../../texts/common.ts";
import { NameForm } from "./name-form.tsx";

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
