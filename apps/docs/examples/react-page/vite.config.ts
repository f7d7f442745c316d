import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const target = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";

/** The page calls its own origin, so that the session can be in a cookie. The server compares `Host` with the origin. */
const proxy = { "/trpc": { target, changeOrigin: false } };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
