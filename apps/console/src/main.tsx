import "./trusted-types.ts";
import "./form/schema-settings.ts";
import "./shell/behavior/second-click.ts";
import "@mantine/core/styles.css";
import "virtual:theme.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/fonts.css";
import "./main.css";
import "./theme/forced-colors.css";
import { start } from "./entry/start.tsx";
import { language } from "./shell/text/locale.ts";

document.documentElement.lang = language;

start();
