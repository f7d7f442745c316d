import type { RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { api, caretype, queryClient } from "../../../../session/client/api.ts";
import { locale } from "../../../../words/settings/locale.ts";
import { texts } from "./texts.en.ts";

/** Removes the sample data, after explaining what it is. */
export function RemoveSampleData() {
  const router = useRouter();
  const remove = async () => {
    const { patients } = await caretype.sampleData.remove.mutate();
    // The open page may show a removed patient.
    await router.navigate({ to: "/" });
    await queryClient.invalidateQueries();
    notifyDone(texts.isRemoved(patients));
  };
  return (
    <ConfirmButton
      label={texts.remove}
      question={texts.removeQuestion}
      consequence={<Consequence />}
      onConfirm={remove}
    />
  );
}

/** What a removal removes, and what stays. */
function Consequence() {
  const { data } = useQuery(api.sampleData.preview.queryOptions(undefined, { staleTime: 0 }));
  return <>{data ? removalText(data) : texts.counting}</>;
}

const removalText = ({ patients, changed, kept }: RouterOutputs["sampleData"]["preview"]): string =>
  [
    texts.removes(patients),
    changed.length > 0 && texts.removesChanged(namesOf(changed)),
    texts.canBeRestored,
    texts.yoursStay,
    kept.length > 0 && texts.mergedStay(namesOf(kept)),
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
const maxNames = 10;

const namesOf = (patients: readonly { name: string }[]): string => {
  const more = patients.length - maxNames;
  const names = patients.slice(0, maxNames).map(({ name }) => name);
  return list.format(more > 0 ? [...names, texts.andOthers(more)] : names);
};
