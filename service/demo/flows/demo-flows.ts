import { fileURLToPath } from "node:url";

/** The demo company's flow file; the build puts it beside this module. */
export const DEMO_FLOWS_FILE = fileURLToPath(new URL("flows.yaml", import.meta.url));
