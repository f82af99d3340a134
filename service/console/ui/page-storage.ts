/** What the browser keeps for this page: some refuse it to a page that stands in a frame of another site. */
export interface PageStorage {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  remove(name: string): void;
}

/** @param open may throw; then values are kept for as long as the page is open */
function pageStorage(open: () => Storage): PageStorage {
  const instead = new Map<string, string>();
  function attempt<T>(work: (storage: Storage) => T): T | undefined {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  }
  return {
    read: (name) => instead.get(name) ?? attempt((storage) => storage.getItem(name)) ?? undefined,
    write(name, value) {
      instead.set(name, value);
      attempt((storage) => storage.setItem(name, value));
    },
    remove(name) {
      instead.delete(name);
      attempt((storage) => storage.removeItem(name));
    },
  };
}

/** Until the browser's tab is closed. */
export const TAB_STORAGE = pageStorage(() => sessionStorage);
/** From visit to visit. */
export const LASTING_STORAGE = pageStorage(() => localStorage);
