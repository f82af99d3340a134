interface LoadProblemProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** In the place of what could not be loaded. */
export function LoadProblem({ error, onRetry }: LoadProblemProps) {
  return (
    <div className="empty" role="alert">
      <h2>That did not work</h2>
      <p>{error.message}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
