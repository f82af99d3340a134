import { BrandMark } from "../../playground/ui/brand-mark.js";
import { Console } from "./console.js";
import { SchemeToggle } from "./scheme-toggle.js";
import { SignIn } from "./sign-in.js";
import { useColourScheme } from "./use-colour-scheme.js";
import { useSession } from "./use-session.js";

export function ConsolePage() {
  const scheme = useColourScheme();
  const session = useSession();
  return (
    <>
      <header className="page-head">
        <BrandMark size={26} />
        <h1>Rapport console</h1>
        <span className="page-head-space" />
        <SchemeToggle scheme={scheme} />
        {session.client !== undefined && (
          <button type="button" className="quiet" onClick={session.signOut}>
            Sign out
          </button>
        )}
      </header>
      {session.client !== undefined ? (
        <Console client={session.client} scheme={scheme} />
      ) : (
        <main className="page-body">
          {session.state === "asking" ? (
            <p role="status">One moment…</p>
          ) : (
            <SignIn refused={session.refused} onToken={session.signIn} />
          )}
        </main>
      )}
    </>
  );
}
