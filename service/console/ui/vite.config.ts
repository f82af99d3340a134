import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: folder("."),
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: folder("../../../dist/console"),
    emptyOutDir: true,
    // The page's policy lets no data: address load a script, and small files gain nothing.
    assetsInlineLimit: 0,
    // The charts are one file that is loaded when the first chart is shown.
    chunkSizeWarningLimit: 700,
  },
});
