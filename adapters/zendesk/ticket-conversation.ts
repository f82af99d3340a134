/** The core's id of the conversation that a ticket is. */
export function ticketConversation(ticketId: string): string {
  return `ticket/${ticketId}`;
}
