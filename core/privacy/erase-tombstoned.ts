import { CHANNELS } from "../channel.js";
import type { ProfileId } from "../profiles/profile.js";
import type { ReaderSetup } from "../profiles/profile-reader.js";
import { detach } from "./erase-channel.js";
import { type ErasureRequest, erasePartAgain } from "./erase-profile.js";
import type { PrivacyStores } from "./privacy-stores.js";

/**
 * Erases one part that a backup brought back, or what came of it by an identifier that was erased.
 * @returns `undefined` if there is none; else whether a whole part went
 */
export async function eraseOneTombstoned(
  stores: PrivacyStores,
  setup: ReaderSetup,
  request: ErasureRequest,
): Promise<boolean | undefined> {
  const found = await stores.parts.tombstoned();
  if (found === undefined) return undefined;
  const { partId, identifier } = found;
  if (identifier === undefined) {
    await erasePartAgain(stores, setup, partId, request);
    return true;
  }
  const channel = CHANNELS.find((each) => identifier.type === `${each}_user_id`);
  const [row] = await stores.parts.parts([partId]);
  const parts = row === undefined ? [] : await stores.people.partsOf(row.profile_id as ProfileId);
  const own = parts.filter((part) => part.partId === partId);
  if (channel !== undefined) await detach(stores, setup, channel, own, request, false);
  await stores.tombstones.settlePart(partId, identifier.hash);
  return false;
}
