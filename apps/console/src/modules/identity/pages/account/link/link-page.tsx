import { type ReactNode, useState } from "react";
import { useStore } from "../../../../../kit/behavior/store.ts";
import { AppLink } from "../../../../../kit/navigation/app-link.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { linkToken, place } from "../../../../../session/place/place.ts";
import { EntryPage } from "../sign-in/entry-page.tsx";
import { texts as linkTexts } from "./texts.en.ts";

/** The result, and where to continue. */
export type Done = { title: string; to: "/" | "/sign-in"; label: string };

type LinkPageProps = {
  title: string;
  about?: string;
  /** The path of the mailed link, such as `/verify-email`. */
  path: string;
  /** Replaces `children` once `onDone` is called. */
  done?: Done;
  children: (token: string, onDone: () => void) => ReactNode;
};

/**
 * The page of a mailed link.
 * Opening it changes nothing, because mail scanners open links, too.
 */
export function LinkPage(props: LinkPageProps) {
  // Opening another link of the same kind only changes the location.
  useStore(place);
  const token = linkToken(props.path);
  if (token !== null) return <WithToken key={token} token={token} {...props} />;
  return (
    <EntryPage title={props.title}>
      <Notice is="caution" title={linkTexts.isIncomplete} />
    </EntryPage>
  );
}

function WithToken({ token, title, about, done, children }: LinkPageProps & { token: string }) {
  const [isDone, setDone] = useState(false);
  if (isDone && done)
    return (
      <EntryPage title={title}>
        <Notice is="done" title={done.title} />
        <AppLink label={done.label} to={done.to} size="md" />
      </EntryPage>
    );
  return (
    <EntryPage title={title} about={about}>
      {children(token, () => setDone(true))}
    </EntryPage>
  );
}
