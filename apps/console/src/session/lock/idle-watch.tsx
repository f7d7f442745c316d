import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { BannerNotice } from "../../kit/notice/connection-banner.tsx";
import { dateFormat } from "../../words/format/format.ts";
import { api } from "../client/api.ts";
import { plainClient } from "../client/client.ts";
import { lastActivity, noteActivity, reportedActivity, watchActivity } from "../client/last-activity.ts";
import { isLockedFor } from "../client/lock-state.ts";
import { isSignInRequested } from "../client/sign-in-request.ts";
import { texts as sessionTexts } from "../client/texts.en.ts";
import { useMe } from "../client/use-practice.ts";
import { idleLimitMs, idleState, mustReport } from "./idle-times.ts";
import { lockingAt, lockPage } from "./lock.ts";

/** Maximum delay until another tab's activity is noticed or reported. */
const maxPauseMs = 15_000;

/** Locks the page after the session's idle timeout, with a warning before. */
export function IdleWatch() {
  const { id } = useMe();
  const session = useQuery(
    api.session.current.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const idleSeconds = session.data?.idleSeconds;
  useEffect(() => {
    if (isLockedFor(id)) void lockPage();
  }, [id]);
  useEffect(() => {
    if (idleSeconds === undefined) return;
    return watchIdle(idleLimitMs(idleSeconds));
  }, [idleSeconds]);
  const at = useStore(lockingAt);
  return (
    <div role="alert" data-notices>
      {at === null ? null : <Warning at={at} />}
    </div>
  );
}

function watchIdle(limitMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function look() {
    clearTimeout(timer);
    timer = setTimeout(look, maxPauseMs);
    if (isSignInRequested()) return;
    const now = Date.now();
    const touchedAt = lastActivity();
    const { is, locksAt, nextMs } = idleState({ now, touchedAt, limitMs });
    if (is === "over") return void lockPage();
    lockingAt.set(is === "locking" ? locksAt : null);
    if (mustReport({ now, touchedAt, limitMs, reported: reportedActivity() }))
      plainClient.session.current.query().catch(() => undefined);
    if (nextMs < maxPauseMs) {
      clearTimeout(timer);
      timer = setTimeout(look, nextMs);
    }
  }
  // Activity does not unlock a page whose timeout passed while the device slept.
  const stopWatching = watchActivity({
    countsActivity: () =>
      isSignInRequested() || idleState({ now: Date.now(), touchedAt: lastActivity(), limitMs }).is !== "over",
    onActivity: () => {
      if (lockingAt.get() !== null) look();
    },
  });
  const looks = ["visibilitychange", "pageshow", "focus"] as const;
  for (const event of looks) addEventListener(event, look);
  look();
  return () => {
    clearTimeout(timer);
    stopWatching();
    for (const event of looks) removeEventListener(event, look);
    lockingAt.set(null);
  };
}

/** Shows the time rather than a countdown, which screen readers would repeat. */
const Warning = ({ at }: { at: number }) => (
  <BannerNotice
    kind="warning"
    title={sessionTexts.locking.title(dateFormat({ timeStyle: "medium" }).format(at))}
    text={sessionTexts.locking.text}
    button={sessionTexts.locking.keepWorking}
    onClick={() => {
      noteActivity();
      lockingAt.set(null);
    }}
  />
);
