import { Anchor } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Notice } from "../../session/notice.tsx";
import { EntryPage } from "../sign-in/entry-page.tsx";
import { linkToken } from "./link-token.ts";

type LinkPageProps = {
  title: string;
  about?: string;
  /** `/verify-email`, where the mailed link leads. */
  path: string;
  /** In place of `children`, once `onDone` is called. */
  done?: { title: string; to: "/" | "/sign-in"; label: string };
  children: (token: string, onDone: () => void) => ReactNode;
};

/** What a mailed link is for. To open it changes nothing: programs that look into mails do so, too. */
export function LinkPage(props: LinkPageProps) {
  // Another link that is opened here is another location of the same page.
  useRouterState({ select: ({ location }) => location.state.__TSR_key });
  const token = linkToken(props.path);
  if (token !== null) return <WithToken key={token} token={token} {...props} />;
  return (
    <EntryPage title={props.title}>
      <Notice
        is="caution"
        title="This link is not complete. Open it from the mail again, or copy all of it."
      />
    </EntryPage>
  );
}

function WithToken({ token, title, about, done, children }: LinkPageProps & { token: string }) {
  const [isDone, setDone] = useState(false);
  if (isDone && done)
    return (
      <EntryPage title={title}>
        <Notice is="done" title={done.title} />
        <Anchor component={Link} to={done.to}>
          {done.label}
        </Anchor>
      </EntryPage>
    );
  return (
    <EntryPage title={title} about={about}>
      {children(token, () => setDone(true))}
    </EntryPage>
  );
}
