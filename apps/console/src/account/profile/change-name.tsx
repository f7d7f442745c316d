import { UpdateAccount } from "@caretype/api/account/schema";
import { schemaResolver } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { NameForm } from "./name-form.tsx";

const check = schemaResolver(UpdateAccount, { sync: true });

export function ChangeName({ name }: { name: string }) {
  const queries = useQueryClient();
  return (
    <NameForm
      opener="Change the name"
      label="Your name"
      description="Shown to your colleagues, and in the history of your changes."
      submitLabel="Change"
      name={name}
      autoComplete="name"
      validate={check}
      send={async (values, close) => {
        const account = await caretype.account.update.mutate(values);
        queries.setQueryData(api.account.me.queryKey(), account);
        // Lists, histories and the audit contain the account's name.
        void queries.invalidateQueries();
        notifyDone(withNames`Your name is now ${account.name}.`);
        close();
      }}
    />
  );
}
