import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import type { PersonStanding } from "../../../core/index.js";
import { type ConsoleClient, messageOf, type Whom } from "./console-client.js";
import { CustomerStanding } from "./customer-standing.js";
import type { SegmentNames } from "./segment-names.js";
import { hashOf } from "./use-place.js";

interface CustomerTabProps {
  readonly client: ConsoleClient;
  readonly names: SegmentNames;
  /** Whom the address names. An identifier never stands there: addresses are remembered and passed on. */
  readonly profileId: string | undefined;
}

function whomOf(text: string): Whom {
  return text.includes(":") ? { identifier: text } : { profile: text };
}

export function CustomerTab({ client, names, profileId }: CustomerTabProps) {
  const [text, setText] = useState(profileId ?? "");
  const [person, setPerson] = useState<PersonStanding>();
  const [error, setError] = useState<string>();

  /** Whom the last search found: what the address says of them is no new question. */
  const found = useRef<string>(undefined);

  const look = useCallback(
    async (whom: Whom) => {
      setError(undefined);
      try {
        const answer = await client.customer(whom);
        found.current = answer.profileId;
        setPerson(answer);
      } catch (problem) {
        found.current = undefined;
        setPerson(undefined);
        setError(messageOf(problem));
      }
    },
    [client],
  );

  useEffect(() => {
    if (profileId === undefined || profileId === found.current) return;
    setText(profileId);
    void look({ profile: profileId });
  }, [profileId, look]);

  async function search(whom: Whom): Promise<void> {
    await look(whom);
    location.hash = hashOf("customer", found.current);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    const asked = text.trim();
    if (asked !== "") void search(whomOf(asked));
  }

  return (
    <>
      <section className="card" aria-labelledby="find-title">
        <h2 id="find-title">Find a customer</h2>
        <form className="row find" onSubmit={submit}>
          <label htmlFor="whom" className="visually-hidden">
            Profile id, or an identifier
          </label>
          <input
            id="whom"
            data-test="whom"
            autoComplete="off"
            spellCheck={false}
            placeholder="email:vera@example.com, or a profile’s id"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button type="submit" className="primary">
            Show
          </button>
        </form>
        {error !== undefined && (
          <p className="bad" role="alert" data-test="customer-error">
            {error}
          </p>
        )}
        {person === undefined && error === undefined && (
          <p className="muted">
            By <code>email:</code>, <code>user_id:</code> or another identifier, by the id of a profile, or
            with a click on the <a href="#/map">map</a>.
          </p>
        )}
      </section>
      {person !== undefined && (
        <CustomerStanding
          client={client}
          names={names}
          person={person}
          onChanged={() => person.profileId !== undefined && void look({ profile: person.profileId })}
        />
      )}
    </>
  );
}
