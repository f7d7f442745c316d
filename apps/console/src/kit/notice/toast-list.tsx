import "@mantine/notifications/styles.css";
import { Notifications } from "@mantine/notifications";

/** Above the navigation, to cover nothing of the page. */
export const ToastList = () => (
  <Notifications position="bottom-left" containerWidth="calc(var(--navigation-width) - 24px)" />
);
