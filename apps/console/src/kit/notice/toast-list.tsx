import "@mantine/notifications/styles.css";
import { Notifications } from "@mantine/notifications";

export const ToastList = () => <Notifications position="bottom-left" />;
