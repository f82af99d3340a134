import { Anchor } from "@zendeskgarden/react-buttons";
import { styled } from "styled-components";
import type { AppProduct, AppSuggestion } from "../app-messages.js";
import { Muted } from "./panel.js";

const List = styled.ul`
  display: grid;
  font-size: 12px;
  gap: 8px;
  line-height: 16px;
  list-style: none;
  margin: 0;
  padding: 0;

  li {
    display: flex;
    gap: 8px;
  }
`;

const Picture = styled.img`
  border-radius: 4px;
  flex: none;
  height: 40px;
  object-fit: cover;
  width: 40px;
`;

function Product({ product: { name, priceText, imageUrl, url, reason } }: { readonly product: AppProduct }) {
  return (
    <li>
      {imageUrl !== undefined && <Picture src={imageUrl} alt="" loading="lazy" />}
      <div>
        {url === undefined ? name : <Link title={name} url={url} />}
        <div>{priceText}</div>
        {reason !== undefined && <Muted>{reason}</Muted>}
      </div>
    </li>
  );
}

function Link({ title, url }: { readonly title: string; readonly url: string }) {
  return (
    <Anchor href={url} target="_blank" rel="noopener noreferrer">
      {title}
    </Anchor>
  );
}

/** What goes with a reply: products, and articles to read on in. */
export function OfferedItems(props: Pick<AppSuggestion, "products" | "articles" | "locale">) {
  const { products, articles, locale } = props;
  if (products.length + articles.length === 0) return null;
  return (
    <List lang={locale} data-test="offered-items">
      {products.map((product) => (
        <Product key={product.sku} product={product} />
      ))}
      {articles.map(({ title, url }) => (
        <li key={url}>
          <Link title={title} url={url} />
        </li>
      ))}
    </List>
  );
}
