import "./trusted-types.ts";
import "./kit/form/schema-settings.ts";
import "./kit/form/submit-by-keys.ts";
import "./kit/behavior/second-click.ts";
import "@mantine/core/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./kit/theme/fonts.css";
import "./main.css";
import "./kit/theme/forced-colors.css";
import { start } from "./pages/entry/start.tsx";
import { language } from "./words/settings/locale.ts";

document.documentElement.lang = language;

start(() => import("./console.tsx"));
