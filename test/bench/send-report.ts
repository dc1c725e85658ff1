import { randomInt } from 'node:crypto';
import { request } from 'node:http';

/**
 * Each from an address of its own and in words of its own, or the product would take them for a flood and put them together; and
 * critical, since what is less is told together with others to somebody who is paged a lot.
 */
export async function sendReport(site: string, key: string, index: number): Promise<string> {
  const aside = Array.from({ length: 14 }, () => asideWords[randomInt(asideWords.length)]).join(' ');
  const body = JSON.stringify({
    language: 'en',
    description: `${aside}. Our campaign email account ${key}@red-oak.example was hacked, the password was changed, and it is sending false voting dates to voters right now.`,
    contact: { email: `${key}@red-oak.example` },
  });
  const localAddress = `127.${1 + randomInt(250)}.${Math.floor(index / 200) % 250}.${1 + (index % 200)}`;
  const answer = await new Promise<{ readonly status: number; readonly text: string }>((done, failed) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      'content-length': Buffer.byteLength(body),
    };
    const sending = request(
      `${site}/api/v1/reports`,
      { method: 'POST', headers, localAddress, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => done({ status: response.statusCode ?? 0, text }));
      },
    );
    sending.on('error', failed);
    sending.end(body);
  });
  if (answer.status !== 201) throw new Error(`a report was answered ${answer.status}`);
  return (JSON.parse(answer.text) as { readonly reference: string }).reference;
}

const asideWords =
  'garden pencil bridge kettle ladder marble ticket basket engine harbour lantern meadow needle orchard pepper quarry ribbon saddle thimble canyon'.split(
    ' ',
  );
