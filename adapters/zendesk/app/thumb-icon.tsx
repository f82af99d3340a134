/** A thumb, 16 by 16, in the text's colour; `filled` once it is pressed, so that not only a shade tells. */
export function ThumbIcon({ down = false, filled }: { readonly down?: boolean; readonly filled: boolean }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={filled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeLinejoin="round"
      aria-hidden="true"
      style={down ? { transform: "rotate(180deg)" } : undefined}
    >
      <path d="M1.5 7h3v7h-3zM4.5 7l3-5.5c1.2 0 1.9.9 1.7 2L8.8 6H13c1 0 1.7.9 1.5 1.9l-.9 4.6c-.2.9-.9 1.5-1.8 1.5H4.5" />
    </svg>
  );
}
