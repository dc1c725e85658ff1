export type Sent =
  /** A page that takes the place of this one: the receipt, or the form with what has to be mended. */
  | { readonly outcome: 'answered'; readonly status: number; readonly page: string }
  /** Nothing was received, or nobody knows: the same may be sent again. `waitSeconds`: as the hotline asks. */
  | { readonly outcome: 'not-sent'; readonly waitSeconds: number | null; readonly again: boolean }
  | { readonly outcome: 'stopped' };

/** What the hotline answers with a page for whoever wrote: stored, to be mended, or to be opened anew. */
const answers: ReadonlySet<number> = new Set([200, 201, 403, 422]);
/** Nothing that sending it again could change. */
const final: ReadonlySet<number> = new Set([404, 405, 413, 415]);

/** Sends a form as the browser would, and tells how far it is (0 to 1). fetch cannot tell that of an upload. */
export function sendForm(
  url: string,
  body: FormData,
  stop: AbortSignal,
  progressed: (part: number) => void,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const failed = (waitSeconds: number | null = null, again = true): void =>
      resolve({ outcome: 'not-sent', waitSeconds, again });
    request.open('POST', url);
    request.setRequestHeader('Accept', 'text/html');
    request.upload.addEventListener('progress', ({ loaded, total }) => progressed(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      const { status, responseText: page } = request;
      if (answers.has(status)) resolve({ outcome: 'answered', status, page });
      else failed(Number(request.getResponseHeader('Retry-After')) || null, !final.has(status));
    });
    request.addEventListener('error', () => failed());
    request.addEventListener('timeout', () => failed());
    request.addEventListener('abort', () => resolve({ outcome: 'stopped' }));
    stop.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
