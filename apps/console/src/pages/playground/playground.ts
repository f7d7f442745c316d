import { createClient } from "@caretype/client";
import { chosenPractice } from "../../session/client/chosen-practice.ts";
import { idleHeaders, watchActivity } from "../../session/client/last-activity.ts";
import { showSession } from "./session-bar.ts";
import { loadDocument } from "./try-document.ts";

/** The API reference at `/docs`. It calls the API with the console's session. */
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

/** Adds the token when a request is sent. So Scalar's fields and examples never contain it. */
async function signAsReader({ url, headers }: Request): Promise<void> {
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin || !pathname.startsWith("/api/")) return;
  // A token entered by the user, such as an API key, takes precedence.
  if (/^Bearer \S/.test(headers.get("authorization") ?? "")) return;
  headers.set("caretype-idle", idleHeaders()["caretype-idle"] ?? "0");
  const access = await caretype.auth.accessToken();
  if (access === null) return;
  headers.set("authorization", `Bearer ${access}`);
  const practice = chosenPractice();
  if (practice !== null && !headers.has("caretype-practice")) headers.set("caretype-practice", practice);
}

// Activity here keeps the console unlocked.
watchActivity();
addEventListener("storage", ({ key, newValue }) => {
  if (key === "caretype.lock" && newValue?.startsWith("locked")) location.reload();
});
// Reload to remove responses when the session ends in any tab.
caretype.auth.on("signedOut", () => location.reload());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

await showSession(caretype);
