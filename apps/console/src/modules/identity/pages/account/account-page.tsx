import { TabbedPage } from "../../../../kit/page/page-tabs.tsx";
import { texts } from "./texts.en.ts";

const tabs = [
  { to: "/account", label: texts.tabs.profile },
  { to: "/account/security", label: texts.tabs.security },
  { to: "/account/sessions", label: texts.tabs.sessions },
  { to: "/account/practices", label: texts.tabs.practices },
] as const;

export const AccountPage = () => <TabbedPage title={texts.title} width="reading" tabs={tabs} />;
