import { Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useAction } from "../../../../../kit/behavior/use-action.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { ownPractices } from "../../../../../session/client/last-opened-practice.ts";
import { useMe } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { FactList } from "../../../../../words/format/name.tsx";
import { answerAddress, type ProgramRequest, readProgramRequest } from "./program-request.ts";
import { texts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/account/command-line");

/** Asks whether a program on this computer may act for the account, and sends it the answer. */
export function CommandLinePage() {
  const request = readProgramRequest(route.useSearch());
  return (
    <Page title={texts.title} width="reading">
      {request ? (
        <Question request={request} />
      ) : (
        <Notice is="caution" title={texts.incomplete}>
          {texts.startAgain}
        </Notice>
      )}
    </Page>
  );
}

/** Replaces this page in the browser's history. */
function leaveFor(address: string): Promise<never> {
  location.replace(address);
  // The buttons stay disabled until the browser has left.
  return new Promise<never>(() => undefined);
}

function Question({ request }: { request: ProgramRequest }) {
  const { name, email } = useMe();
  const allow = useAction(async () => {
    const { code } = await caretype.account.createLoginCode.mutate({ codeChallenge: request.challenge });
    await leaveFor(answerAddress(request, { code }));
  });
  return (
    <Surface>
      <Stack>
        <Text>{texts.asks(request.host)}</Text>
        <Notice is="caution" title={texts.onlyIfYou}>
          {texts.claimed}
        </Notice>
        <Text>{texts.account(name, email)}</Text>
        <List size="sm" spacing="xs">
          <List.Item>{texts.mayAll}</List.Item>
          <Practices />
          <List.Item>{texts.untilEnded}</List.Item>
        </List>
        {allow.isError ? <ErrorNotice error={allow.error} /> : null}
        <Group>
          <SubmitButton label={texts.allow} isPending={allow.isPending} onClick={() => void allow.run()} />
          <PlainButton
            label={commonTexts.cancel}
            onClick={() => void leaveFor(answerAddress(request, { error: "access_denied" }))}
          />
        </Group>
        <Dimmed>{texts.otherAccount}</Dimmed>
      </Stack>
    </Surface>
  );
}

/** The code is for the account, so the program can work in all of its practices. */
function Practices() {
  const { data } = useQuery(ownPractices());
  if (!data || data.items.length === 0) return null;
  return (
    <List.Item>
      {texts.inPractices} <FactList facts={data.items.map((practice) => practice.name)} separator=", " />
    </List.Item>
  );
}
