import { isErrorCode, type NoteDraftId } from "@caretype/client";
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import buttons from "../../../../kit/form/buttons.module.css";
import { notifyThen } from "../../../../kit/notice/notify.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype } from "../../../../session/client/api.ts";
import { useKeyedChange } from "../../../../session/form/use-keyed-change.ts";
import { ReviewView } from "./review-view.tsx";
import { Signer, SignRefusal, useIsNoDoctor } from "./signer.tsx";
import { texts as noteTexts, review as texts } from "./texts.en.ts";
import { readNotesAgain } from "./use-note-change.ts";

type SignDraftProps = { id: NoteDraftId; onBack: () => void; onSigned: () => void };

/** Shows exactly what will be signed, and signs it. */
export function SignDraft({ id, onBack, onSigned }: SignDraftProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const isNoDoctor = useIsNoDoctor();
  const query = useQuery(api.noteDraft.review.queryOptions({ id }, { staleTime: 0, gcTime: 0 }));
  const change = useKeyedChange({
    run: (hash: string, call) => call({ id, hash }, caretype.noteDraft.sign.mutate),
    onDone: notifyThen(noteTexts.done.sign, onSigned),
    onError: (error) => {
      if (isErrorCode(error, "SIGNED_CONTENT_CHANGED")) void query.refetch();
    },
    onSettled: readNotesAgain,
  });
  return (
    <Stack>
      <Text size="sm">{texts.about}</Text>
      <SignRefusal error={change.error} />
      <QueryStates query={query} skeleton={<Skeleton h={240} />}>
        {(review) => (
          <>
            <ReviewView review={review} />
            <Signer />
          </>
        )}
      </QueryStates>
      <Group justify="flex-end" className={buttons.buttons ?? ""}>
        <PlainButton label={texts.back} ref={back} onClick={onBack} />
        <Button
          loading={change.isPending}
          disabled={!query.data || query.isFetching || isNoDoctor}
          onClick={() => query.data && change.mutate(query.data.hash)}
        >
          {texts.submit}
        </Button>
      </Group>
    </Stack>
  );
}
