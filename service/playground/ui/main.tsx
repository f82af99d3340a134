import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { PlaygroundPage } from "./playground-page.js";
import "./styles/base.css";
import "./styles/stage.css";
import "./styles/zendesk.css";
import "./styles/slack.css";
import "./styles/teams.css";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <PlaygroundPage />
    </StrictMode>,
  );
}
