/** One customer company of ours. Every record belongs to exactly one; nothing crosses tenants. */
export type TenantId = string & { readonly __brand: "TenantId" };

/** Makes a tenant id from a lower-case slug of 1 to 40 characters (`[a-z0-9-]`). Throws `TypeError` otherwise. */
export function tenantId(slug: string): TenantId {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(slug)) {
    throw new TypeError(`tenant id must be a slug of 1 to 40 characters a-z, 0-9 and "-"`);
  }
  return slug as TenantId;
}
