import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";

/** A bordered box that stands on the page's background in both colour schemes. */
export const Panel = styled.article`
  background: ${({ theme }) => getColor({ theme, variable: "background.raised" })};
  border: 1px solid ${({ theme }) => getColor({ theme, variable: "border.default" })};
  border-radius: 8px;
  display: grid;
  gap: 8px;
  padding: 12px;
`;

/** The first line of a panel: its title, and what belongs at the other end. */
export const Head = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 8px;
  justify-content: space-between;
`;

/** Terms and values side by side; long values wrap. */
export const Facts = styled.dl`
  display: grid;
  font-size: 12px;
  gap: 4px 12px;
  grid-template-columns: max-content minmax(0, 1fr);
  line-height: 16px;
  margin: 0;

  dt {
    color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

/** What is of second importance. */
export const Muted = styled.div`
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  font-size: 12px;
  line-height: 16px;
`;

/** Folded away until asked for. */
export const Fold = styled.details`
  font-size: 12px;
  line-height: 16px;

  summary {
    color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
    cursor: pointer;
  }

  ul {
    margin: 4px 0 0;
    padding-left: 16px;
  }
`;
