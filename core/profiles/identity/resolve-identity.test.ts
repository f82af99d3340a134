import { describe, expect, it } from "vitest";
import { type Identifier, type IdentifierType, identifierKey, type Standing } from "./identifier.js";
import { type NamedProfile, resolveIdentity } from "./resolve-identity.js";

/** `user_id:u1`, with `?` behind it when it is only claimed, with `†` when it is retired. */
function parse(word: string): { readonly identifier: Identifier; readonly standing: Standing } {
  const [type, value] = [word.slice(0, word.indexOf(":")), word.slice(word.indexOf(":") + 1)];
  const bare = { type: type as IdentifierType, value: value.replace(/[?†]$/, "") };
  if (word.endsWith("?")) return { identifier: { ...bare, verified: false }, standing: "claimed" };
  return { identifier: bare, standing: word.endsWith("†") ? "retired" : "verified" };
}

/** Resolves an event's identifiers against profiles that are written as lists of words. */
function resolve(
  event: readonly string[],
  people: Readonly<Record<string, readonly string[]>>,
  separated: Readonly<Record<string, readonly string[]>> = {},
) {
  const profiles = new Map<string, NamedProfile<string>>(
    Object.entries(people).map(([profileId, words]) => [
      profileId,
      {
        profileId,
        identifiers: words.map((word) => {
          const { identifier, standing } = parse(word);
          return { type: identifier.type, value: identifier.value, standing };
        }),
        separatedFrom: separated[profileId] ?? [],
      },
    ]),
  );
  const ownerOf = (identifier: Identifier) =>
    [...profiles.values()].find(({ identifiers }) =>
      identifiers.some((held) => identifierKey(held) === identifierKey(identifier)),
    )?.profileId;
  const named = event.map((word) => parse(word).identifier);
  const { profileId, merges, refused, links } = resolveIdentity(
    named.map((identifier) => ({ identifier, owner: ownerOf(identifier) })),
    profiles,
  );
  return {
    profileId,
    merges: merges.map((merge) => merge.profileId),
    refused: refused.map(({ type, reason }) => `${type} ${reason}`),
    links: links.map(identifierKey),
  };
}

const NOTHING = { merges: [], refused: [], links: [] };

describe("an event's identifiers", () => {
  it("that nobody has make somebody new", () => {
    expect(resolve(["user_id:u1", "email:a@x.io"], {})).toEqual({
      ...NOTHING,
      profileId: undefined,
      links: ["user_id:u1", "email:a@x.io"],
    });
  });

  it("that one person has change nothing", () => {
    expect(resolve(["user_id:u1", "email:a@x.io"], { P: ["user_id:u1", "email:a@x.io"] })).toEqual({
      ...NOTHING,
      profileId: "P",
    });
  });

  it("link what is new, and merge whom they show to be one", () => {
    expect(
      resolve(["user_id:u1", "email:a@x.io", "anonymous_id:z"], { P: ["user_id:u1"], Q: ["email:a@x.io"] }),
    ).toEqual({ ...NOTHING, profileId: "P", merges: ["Q"], links: ["anonymous_id:z"] });
  });
});

describe("merge protection", () => {
  it("never merges two different verified values of a unique type", () => {
    expect(
      resolve(["user_id:u1", "anonymous_id:shared"], {
        P: ["user_id:u1"],
        Q: ["user_id:u2", "anonymous_id:shared"],
      }),
    ).toEqual({ ...NOTHING, profileId: "P", refused: ["anonymous_id unique_conflict"] });
    expect(
      resolve(["slack_user_id:T1/U1", "email:a@x.io"], {
        P: ["slack_user_id:T1/U1"],
        Q: ["slack_user_id:T1/U2", "email:a@x.io"],
      }),
    ).toMatchObject({ merges: [], refused: ["email unique_conflict"] });
  });

  it("lets one person have an account in each of two workspaces", () => {
    expect(
      resolve(["slack_user_id:T1/U1", "email:a@x.io"], {
        P: ["slack_user_id:T1/U1"],
        Q: ["slack_user_id:T2/U2", "email:a@x.io"],
      }),
    ).toMatchObject({ merges: ["Q"], refused: [] });
  });

  it("takes a retired identifier for no contradiction", () => {
    expect(
      resolve(["user_id:new", "user_id:old"], { P: ["user_id:new"], Q: ["user_id:old†"] }),
    ).toMatchObject({
      merges: ["Q"],
    });
  });

  it("does not let a claimed address near another's profile", () => {
    expect(
      resolve(["zendesk_user_id:acme/9", "email:vera@x.io?"], { P: ["user_id:u1", "email:vera@x.io"] }),
    ).toEqual({
      profileId: undefined,
      merges: [],
      refused: ["email only_claimed"],
      links: ["zendesk_user_id:acme/9"],
    });
  });

  it("moves an address from the one who claimed it to the one who proves it", () => {
    expect(
      resolve(["slack_user_id:T1/U1", "email:vera@x.io"], {
        P: ["slack_user_id:T1/U1"],
        Q: ["zendesk_user_id:acme/9", "email:vera@x.io?"],
      }),
    ).toEqual({ ...NOTHING, profileId: "P", links: ["email:vera@x.io"] });
    expect(
      resolve(["user_id:u1", "email:vera@x.io"], { Q: ["zendesk_user_id:acme/9", "email:vera@x.io?"] }),
    ).toMatchObject({ profileId: undefined, links: ["user_id:u1", "email:vera@x.io"] });
  });

  it("proves a claim of one's own", () => {
    expect(
      resolve(["zendesk_user_id:acme/9", "email:vera@x.io"], {
        Q: ["zendesk_user_id:acme/9", "email:vera@x.io?"],
      }),
    ).toEqual({ ...NOTHING, profileId: "Q", links: ["email:vera@x.io"] });
  });

  it("keeps to the limit of a type", () => {
    const phones = Array.from({ length: 5 }, (_, n) => `phone:+4930123450${n}`);
    expect(resolve(["user_id:u1", "phone:+49301234599"], { P: ["user_id:u1", ...phones] })).toEqual({
      ...NOTHING,
      profileId: "P",
      refused: ["phone limit"],
    });
    expect(
      resolve(["user_id:u1", "email:a@x.io"], {
        P: ["user_id:u1", ...phones],
        Q: ["email:a@x.io", "phone:+49301234599"],
      }),
    ).toMatchObject({ merges: [], refused: ["email limit"] });
  });

  it("keeps apart whom somebody separated", () => {
    const people = { P: ["user_id:u1"], Q: ["email:a@x.io"] };
    for (const separated of [{ P: ["Q"] }, { Q: ["P"] }] as const) {
      expect(resolve(["user_id:u1", "email:a@x.io"], people, separated)).toMatchObject({
        profileId: "P",
        merges: [],
        refused: ["email separated"],
      });
    }
  });
});
