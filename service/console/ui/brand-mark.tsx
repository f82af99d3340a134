export function BrandMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#241c17" />
      <circle cx="12.5" cy="16" r="7" fill="#fff3e6" />
      <circle cx="19.5" cy="16" r="7" fill="#f97316" fillOpacity=".88" />
    </svg>
  );
}
