import { createClient } from "@caretype/client";
import { chosenPractice } from "../session/chosen-practice.ts";
import { idleHeaders, watchActivity } from "../session/last-activity.ts";
import { showSession } from "./session-bar.ts";
import { loadDocument } from "./try-document.ts";

/** Of the API's reference at `/docs`: what is tried there is done by who is signed in to the console. */
const caretype = createClient({ url: "", session: "cookie", practice: chosenPractice, headers: idleHeaders });

type Scalar = { createApiReference(place: Element, configuration: object): unknown };
const { Scalar }: { Scalar?: Scalar } = Object(globalThis);
const place = document.getElementById("app");
if (!Scalar || !place) throw new Error("The page has no reference to show");

const { url, ...configuration } = JSON.parse(place.dataset.configuration ?? "{}");
Scalar.createApiReference(place, {
  ...configuration,
  content: await loadDocument(url),
  onRequestBuilt: ({ request }: { request: Request }) => signAsReader(request),
});

/** The token is put to a request when it is sent, and so is nowhere else: not in Scalar's fields, nor in its examples. */
async function signAsReader({ url, headers }: Request): Promise<void> {
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin || !pathname.startsWith("/api/")) return;
  // Whoever has given a token of their own, such as an API key, tries with that one.
  if (/^Bearer \S/.test(headers.get("authorization") ?? "")) return;
  headers.set("caretype-idle", idleHeaders()["caretype-idle"] ?? "0");
  const access = await caretype.auth.accessToken();
  if (access === null) return;
  headers.set("authorization", `Bearer ${access}`);
  const practice = chosenPractice();
  if (practice !== null && !headers.has("caretype-practice")) headers.set("caretype-practice", practice);
}

// Whoever works here does not find the console locked.
watchActivity();
addEventListener("storage", ({ key, newValue }) => {
  if (key === "caretype.lock" && newValue?.startsWith("locked")) location.reload();
});
// What was answered to somebody is gone with their session, in whichever tab that ends.
caretype.auth.on("signedOut", () => location.reload());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

await showSession(caretype);
