/** Whoever keeps the library in memory sees that it changed. Released: never edited. */
export const MIGRATION_0006 = ["alter table tenants add column library_revision integer not null default 0"];
