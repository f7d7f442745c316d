import "./trusted-types.ts";
import "./form/schema-settings.ts";
import "./shell/behavior/second-click.ts";
import "@mantine/core/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/fonts.css";
import "./main.css";
import "./theme/forced-colors.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { router } from "./router.tsx";
import { leaveIfCovered } from "./session/session.ts";
import { PartMissing } from "./shell/connection/load-code.ts";
import { noteFocusBeforeNavigation } from "./shell/page/page-focus.tsx";
import { language } from "./shell/text/format.ts";

document.documentElement.lang = language;

// Load the page's code while the server checks the session.
const opened = new Set(router.matchRoutes(router.latestLocation).map(({ routeId }) => routeId));
for (const route of Object.values(router.routesById)) {
  if (opened.has(route.id)) void router.loadRouteChunk(route);
}

router.subscribe("onBeforeNavigate", noteFocusBeforeNavigation);
router.subscribe("onBeforeNavigate", leaveIfCovered);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
// Missing code is not an error: the page reloads.
const onCaughtError = (error: unknown) => error instanceof PartMissing || reportError(error);
createRoot(root, { onCaughtError }).render(<App />);
