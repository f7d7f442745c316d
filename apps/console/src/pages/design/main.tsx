import "@mantine/core/styles.css";
import "@fontsource-variable/inter/wght.css";
import "../../kit/theme/fonts.css";
import "../../main.css";
import { MantineProvider } from "@mantine/core";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { theme } from "../../kit/theme/theme.ts";
import { cssVariables } from "../../kit/theme/variables.ts";
import { DesignPage } from "./design-page.tsx";

// The page `/design`: in development only, as the console's build does not start from design.html.

const rootRoute = createRootRoute();
const page = createRoute({ getParentRoute: () => rootRoute, path: "$", component: DesignPage });
const history = createMemoryHistory({ initialEntries: ["/members"] });
const router = createRouter({ routeTree: rootRoute.addChildren([page]), history });

const root = document.getElementById("root");
if (!root) throw new Error("design.html has no #root");
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    {/* The console registers its own router for the types of links. */}
    <RouterProvider router={router as never} />
  </MantineProvider>,
);
