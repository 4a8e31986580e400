/** The search attributes of the order workflows, all of type Keyword. */
export const searchAttributeNames = [
  'OrderPhase',
  'OrderOutcome',
  'UpstreamOrderId',
  'UpstreamOrderNumber',
  'EventId',
  'NeedsAttention',
] as const;
