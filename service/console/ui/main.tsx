import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ConsolePage } from "./console-page.js";
import "./styles/base.css";
import "./styles/page.css";
import "./styles/overview.css";
import "./styles/charts.css";
import "./styles/map.css";
import "./styles/rules.css";
import "./styles/customer.css";
import "./styles/replies.css";
import "./styles/proposals.css";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <ConsolePage />
    </StrictMode>,
  );
}
