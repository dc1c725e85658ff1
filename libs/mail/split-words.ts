import { splitMessage } from '#domain';

export interface WhoseWords {
  readonly own: string;
  readonly forwarded: readonly {
    readonly from: string | null;
    readonly subject: string | null;
    readonly text: string;
  }[];
}

/** Which of the words are the sender's new ones, and what was forwarded among them. */
export function askWhoseWords(text: string, subject: string): WhoseWords {
  const { own, forwarded } = splitMessage(text, subject);
  if (forwarded === null) return { own, forwarded: [] };
  const { headers, text: words } = forwarded;
  return { own, forwarded: [{ from: headers.from, subject: headers.subject, text: words }] };
}
