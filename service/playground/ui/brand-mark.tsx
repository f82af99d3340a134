/** Rapport's mark: two people who overlap. */
export function BrandMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className="brand-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#241c17" />
      <circle cx="12.5" cy="16" r="7" fill="#fff3e6" />
      <circle cx="19.5" cy="16" r="7" fill="#f97316" fillOpacity="0.88" />
    </svg>
  );
}
