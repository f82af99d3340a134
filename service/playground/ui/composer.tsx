import { type FormEvent, type KeyboardEvent, useState } from "react";

export interface ComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly inputTest: string;
  readonly sendTest: string;
  readonly sendLabel: string;
  readonly className: string;
  /** Resolves to whether the message went out; if not, it stays in the box. */
  onSend(text: string): Promise<boolean>;
}

/** One line to write in: Enter sends, Shift+Enter breaks the line. */
export function Composer(props: ComposerProps) {
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);

  const submit = async () => {
    const written = text.trim();
    if (written === "" || sending) return;
    setText("");
    setSending(true);
    const sent = await props.onSend(written);
    setSending(false);
    if (!sent) setText((typed) => typed || written);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };

  return (
    <form className={`composer ${props.className}`} onSubmit={onSubmit}>
      <textarea
        rows={1}
        aria-label={props.label}
        placeholder={props.placeholder}
        data-test={props.inputTest}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        data-test={props.sendTest}
        aria-label={props.sendLabel}
        disabled={text.trim() === ""}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M1.8 2.2 14.6 8 1.8 13.8l1.9-5.1L9 8 3.7 7.3z" fill="currentColor" />
        </svg>
      </button>
    </form>
  );
}
