export const THUMB_UP =
  "M5 7.2 8 1.6c1 0 1.7.8 1.5 1.8L9 6.2h3.6c.9 0 1.5.8 1.3 1.7l-1 4.4c-.2.7-.8 1.2-1.5 1.2H5zM2 7.2h1.8v6.3H2z";
export const THUMB_DOWN =
  "M11 8.8 8 14.4c-1 0-1.7-.8-1.5-1.8L7 9.8H3.4c-.9 0-1.5-.8-1.3-1.7l1-4.4c.2-.7.8-1.2 1.5-1.2H11zM14 8.8h-1.8V2.5H14z";

export function ThumbIcon({ path }: { readonly path: string }) {
  return (
    <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />
    </svg>
  );
}
