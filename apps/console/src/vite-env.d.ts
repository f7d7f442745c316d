/// <reference types="vite/client" />

/** The theme's variables: see `theme-variables.ts`. */
declare module "virtual:theme.css";
