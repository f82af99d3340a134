import mappers from "botframework-connector/lib/connectorApi/models/mappers.js";

/**
 * Lets the connector send entities whole. botframework-connector 4.23.3 keeps only `type`, `text` and
 * `mentioned` of each entity, so the label of machine-made content and citations never reach Teams (fixed
 * upstream in microsoft/botbuilder-js #4903, which was not released). May be called more than once.
 */
export function keepEntityProperties(): void {
  mappers.Entity.type.additionalProperties = { type: { name: "any" } };
}
