import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";

const folder = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The sidebar app loads Zendesk's SDK as a classic script, so it is a bundle of its own. */
function zafSdk(): Plugin {
  return {
    name: "rapport:zaf-sdk",
    apply: "build",
    closeBundle: async () => {
      await build({
        configFile: false,
        logLevel: "warn",
        build: {
          outDir: folder("../../../dist/playground"),
          emptyOutDir: false,
          lib: {
            entry: folder("./zaf-sdk.ts"),
            formats: ["iife"],
            name: "RapportZafSdk",
            fileName: () => "zaf-sdk.js",
          },
        },
      });
    },
  };
}

export default defineConfig({
  root: folder("."),
  base: "/",
  plugins: [react(), zafSdk()],
  build: {
    outDir: folder("../../../dist/playground"),
    emptyOutDir: true,
  },
});
