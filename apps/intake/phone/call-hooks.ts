/** The addresses that a call's TwiML leads the carrier to, below `/hooks/twilio/`. */
export interface CallHooks {
  /** `asked`: which playing of the menu the keys answer. */
  readonly menu: (asked: number) => string;
  readonly dialled: (leg: number) => string;
  /** The other end has a call of its own at the carrier, so the caller's is named in the address, which is signed. */
  readonly whisper: (leg: number | 'down') => string;
  readonly take: (leg: number | 'down') => string;
  readonly message: string;
  readonly recording: string;
  readonly transcription: string;
}

export function callHooks(publicUrl: string, sid: string): CallHooks {
  const base = `${publicUrl}/hooks/twilio/voice`;
  const call = encodeURIComponent(sid);
  return {
    menu: (asked) => `${base}/menu?asked=${asked}`,
    dialled: (leg) => `${base}/dialled?leg=${leg}`,
    whisper: (leg) => `${base}/whisper?call=${call}&leg=${leg}`,
    take: (leg) => `${base}/take?call=${call}&leg=${leg}`,
    message: `${base}/message`,
    recording: `${base}/recording`,
    transcription: `${base}/transcription`,
  };
}
