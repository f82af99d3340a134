import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  // Zendesk serves the app from a path that changes with each upload.
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../../../dist/zendesk-app",
    emptyOutDir: true,
    rollupOptions: {
      input: {
        app: fileURLToPath(new URL("iframe.html", import.meta.url)),
        console: fileURLToPath(new URL("console.html", import.meta.url)),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
