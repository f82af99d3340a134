import { useState } from "react";
import type { ConsoleClient } from "./console-client.js";

interface TagsSwitchProps {
  readonly client: ConsoleClient;
  readonly on: boolean;
  onChanged(): void;
}

export function TagsSwitch({ client, on, onChanged }: TagsSwitchProps) {
  const [error, setError] = useState<string>();
  return (
    <p>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) =>
            client
              .writeTags(event.target.checked)
              .then(onChanged, (problem: Error) => setError(problem.message))
          }
        />
        Write each customer’s segment to Zendesk as a tag
      </label>
      {error !== undefined && <span className="bad"> {error}</span>}
    </p>
  );
}
