import { DEFAULT_THEME, getColor, ThemeProvider } from "@zendeskgarden/react-theming";
import { SM } from "@zendeskgarden/react-typography";
import { useEffect, useRef, useState } from "react";
import { createGlobalStyle, styled } from "styled-components";
import { Sidebar } from "./sidebar.js";
import type { ZafClient } from "./zaf-client.js";

type ColorScheme = "light" | "dark";

const Page = createGlobalStyle<{ readonly $scheme: ColorScheme }>`
  html {
    color-scheme: ${({ $scheme }) => $scheme};
  }

  body {
    background: ${({ theme }) => getColor({ theme, variable: "background.default" })};
    color: ${({ theme }) => getColor({ theme, variable: "foreground.default" })};
    font-family: ${DEFAULT_THEME.fonts.system};
  }

  h2,
  h3 {
    margin: 0;
  }
`;

const Frame = styled.main`
  display: flow-root;
  padding: 12px;
`;

/** The sidebar in Garden's theme, following Zendesk's colour scheme and as high as its content. */
export function App({ client }: { readonly client: ZafClient | undefined }) {
  const scheme = useColorScheme(client);
  const frame = useFittedHeight(client);
  const theme = { ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base: scheme } };
  return (
    <ThemeProvider theme={theme}>
      <Page $scheme={scheme} />
      <Frame ref={frame}>
        {client ? <Sidebar client={client} /> : <SM>Open this app in a Zendesk ticket.</SM>}
      </Frame>
    </ThemeProvider>
  );
}

/** Zendesk names the scheme in the frame's address, before its SDK is up, and tells of changes later. */
function useColorScheme(client: ZafClient | undefined): ColorScheme {
  const [scheme, setScheme] = useState<ColorScheme>(() =>
    new URLSearchParams(location.search).get("colorScheme") === "dark" ? "dark" : "light",
  );
  useEffect(() => {
    const follow = (next: unknown) => setScheme(next === "dark" ? "dark" : "light");
    client?.on("colorScheme.changed", follow);
    return () => client?.off("colorScheme.changed", follow);
  }, [client]);
  return scheme;
}

function useFittedHeight(client: ZafClient | undefined) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!client || !element) return;
    const observer = new ResizeObserver(() => {
      const height = `${Math.ceil(element.getBoundingClientRect().height)}px`;
      // A host that can't resize shows a scroll bar instead.
      client.invoke("resize", { width: "100%", height }).catch(() => undefined);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [client]);
  return frame;
}
