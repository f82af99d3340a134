/** Whoever keeps the library in memory sees that it changed; tickets know what came before. Released: never edited. */
export const MIGRATION_0006 = [
  "alter table tenants add column library_revision integer not null default 0",
  "alter table tickets add column after text",
];
