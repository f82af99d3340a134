import { type FormEvent, useState } from "react";

interface SignInProps {
  readonly refused: string | undefined;
  onToken(token: string): void;
}

export function SignIn({ refused, onToken }: SignInProps) {
  const [token, setToken] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (token.trim() !== "") onToken(token.trim());
  }
  return (
    <section className="card sign-in" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Sign in</h2>
      <p>
        The console shows who your customers are, in groups. It opens with a token, which you make on the
        server:
      </p>
      <pre>
        <code>
          npx rapport tokens create console --scopes segments:read,segments:write,replies:read,replies:write
        </code>
      </pre>
      <form onSubmit={submit}>
        <label htmlFor="token">Token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={token}
          placeholder="rap_…"
          aria-describedby={refused === undefined ? "token-kept" : "token-refused token-kept"}
          aria-invalid={refused !== undefined}
          onChange={(event) => setToken(event.target.value)}
        />
        <button type="submit" className="primary">
          Sign in
        </button>
      </form>
      {refused !== undefined && (
        <p id="token-refused" className="bad" role="alert">
          {refused}
        </p>
      )}
      <p id="token-kept" className="muted">
        It is kept in this tab of the browser until you close it. With <code>segments:read</code> alone you
        can look and change nothing.
      </p>
    </section>
  );
}
