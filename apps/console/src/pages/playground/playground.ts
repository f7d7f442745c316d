import { type Client, createClient } from "@caretype/client";
import { chosenPractice } from "../../session/client/chosen-practice.ts";
import { idleHeaders, watchActivity } from "../../session/client/last-activity.ts";

/** The API reference at `/docs`. It calls the API with the console's session. */
const caretype = createClient({ url: "", session: "cookie", practice: chosenPractice, headers: idleHeaders });

type Scalar = { createApiReference(place: Element, configuration: object): unknown };
const { Scalar }: { Scalar?: Scalar } = Object(globalThis);
const place = document.getElementById("app");
if (!Scalar || !place) throw new Error("Scalar or the element #app is missing");

const { url, ...configuration } = JSON.parse(place.dataset.configuration ?? "{}");
Scalar.createApiReference(place, {
  ...configuration,
  content: await loadDocument(url),
  onRequestBuilt: ({ request }: { request: Request }) => signAsReader(request),
});

/** Adds the token on sending, so that Scalar's fields and examples never contain it. */
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

type Parameter = {
  required?: boolean;
  example?: unknown;
  examples?: unknown;
  schema?: { default?: unknown };
};
type Operation = { parameters?: Parameter[] };

/**
 * Loads the OpenAPI document and disables optional parameters.
 * Otherwise Scalar sends an example practice, and the first value of each enum.
 */
async function loadDocument(url: string): Promise<object> {
  const answer = await fetch(url);
  const document: { paths: Record<string, Record<string, Operation>> } = await answer.json();
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.required) continue;
      delete parameter.example;
      parameter.examples = { default: { value: parameter.schema?.default ?? "", "x-disabled": true } };
    }
  }
  return document;
}

const looks =
  "display:flex;flex-wrap:wrap;gap:4px 16px;padding:10px 16px;font:14px/1.5 system-ui,sans-serif;background:#1864ab;color:#fff";

/** Shows which account makes the calls, above the reference. */
async function showSession(caretype: Client): Promise<void> {
  const bar = document.getElementById("session");
  if (!bar) return;
  bar.style.cssText = looks;
  bar.append(await sentenceOf(caretype), link("/", "Open the console"));
}

async function sentenceOf(caretype: Client): Promise<string> {
  try {
    if (!(await caretype.auth.resume())) {
      return "You are not signed in. Sign in to the console and reload this page, or enter a token below.";
    }
    const { name, email } = await caretype.auth.me();
    return `You are calling the API as ${name || email}. Requests change your practice's records.`;
  } catch {
    return "The console could not check who is signed in. Reload this page, or enter a token below.";
  }
}

function link(path: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = path;
  anchor.textContent = text;
  anchor.style.color = "inherit";
  return anchor;
}
