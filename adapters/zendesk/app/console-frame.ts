import { consoleAddress } from "./console-address.js";
import { connectZaf } from "./zaf-client.js";

/** The navigation bar's page: the console of the server that the app's settings name, in a frame. */
async function showConsole(): Promise<void> {
  const { settings } = (await connectZaf()?.metadata()) ?? { settings: {} };
  const address = consoleAddress(settings);
  if (address === undefined) {
    document.body.textContent = "The app's setting “Rapport server” must be an https address.";
    return;
  }
  const frame = document.createElement("iframe");
  frame.title = "Rapport console";
  frame.src = address;
  frame.style.cssText = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
  document.body.append(frame);
}

void showConsole();
