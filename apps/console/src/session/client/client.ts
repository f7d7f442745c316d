import { createClient } from "@caretype/client";
import { watchedFetch } from "../../kit/connection/connection.ts";
import { language } from "../../words/settings/locale.ts";
import { chosenPractice } from "./chosen-practice.ts";
import { idleHeaders } from "./last-activity.ts";

/** The client without dialogs. Its refresh token is in an HttpOnly cookie, its access token in memory. */
export const plainClient = createClient({
  url: "",
  session: "cookie",
  practice: chosenPractice,
  fetch: watchedFetch,
  // The server's emails use the page's language.
  headers: () => ({ ...idleHeaders(), "accept-language": language }),
});
