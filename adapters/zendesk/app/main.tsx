import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { connectZaf } from "./zaf-client.js";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App client={connectZaf()} />);
