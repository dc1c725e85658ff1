import { type ChannelDecision, mask } from '#domain';

export { addressReporter, loadReporter, messageIdIn, type Reporter } from '#service';

/** What the gate decided, as the timeline keeps it: every address that was considered, masked, and why it was written to or not. */
export function describeDecision({ because, considered }: ChannelDecision): Record<string, unknown> {
  return {
    because,
    considered: considered.map((item) => ({
      channel: item.kind,
      to: mask(item.address),
      content: item.content,
      because: item.because,
    })),
  };
}
