import type { Carrier } from './carrier.js';
import type { MailRecord } from './carrier-records.js';
import { deliverMail } from './deliver-mail.js';
import type { HttpServer } from './http-server.js';
import { mailTheHotline, mailToHotline } from './mail-the-hotline.js';
import { RequestError } from './request-error.js';
import { sameSecret } from './twilio-routes.js';

const LONGEST_MAIL = 30 * 1024 * 1024;
const MOST_RECIPIENTS = 100;
const LONGEST_ADDRESS = 320;

interface ListRoute {
  readonly Querystring: { readonly to?: unknown; readonly box?: unknown };
}

interface MailRoute {
  readonly Params: { readonly id: string };
}

/** The mailbox by API: takes the hotline's outgoing mail, shows it, and writes to the hotline. */
export function addMailboxRoutes(server: HttpServer, carrier: Carrier): void {
  server.get<ListRoute>('/api/mailbox', (request) => {
    const { to, box } = request.query;
    // A plus in a query reads as a space; no address has one.
    const address = typeof to === 'string' ? to.replaceAll(' ', '+').toLowerCase() : null;
    return listMails(carrier)
      .filter((mail) => mail.box === (box === 'sent' ? 'sent' : 'received'))
      .filter((mail) => address === null || mail.to.some((recipient) => recipient.toLowerCase() === address));
  });

  server.get<MailRoute>('/api/mailbox/:id', (request) => findMail(carrier, request.params.id));

  server.get<MailRoute>('/api/mailbox/:id/raw', async (request, reply) => {
    const mail = findMail(carrier, request.params.id);
    // As text, so that no browser renders what a stranger wrote.
    return reply.type('text/plain; charset=utf-8').send(await carrier.log.readMail(mail.id));
  });

  void server.register(async (api) => {
    api.addContentTypeParser(
      'message/rfc822',
      { parseAs: 'buffer', bodyLimit: LONGEST_MAIL },
      (_request, body, done) => {
        done(null, body);
      },
    );
    api.addHook('onRequest', async (request) => {
      if (!sameSecret(request.headers.authorization ?? '', `Bearer ${carrier.options.authToken}`)) {
        throw new RequestError(
          401,
          'unauthenticated',
          "The mailbox takes mail with the sandbox's auth token as bearer.",
        );
      }
    });
    api.post('/api/mailbox', { bodyLimit: LONGEST_MAIL }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) {
        throw new RequestError(415, 'unsupported-type', 'Post the mail itself, as message/rfc822.');
      }
      const to = readAddresses(request.headers['x-envelope-to']);
      if (to.length === 0) throw new RequestError(400, 'no-recipient', 'x-envelope-to names nobody.');
      const [from = ''] = readAddresses(request.headers['x-envelope-from']);
      const mail = await deliverMail(carrier, { from, to }, request.body);
      return reply.code(201).send({ id: mail.id, messageId: mail.messageId });
    });
  });

  server.post('/api/mailbox/send', async (request, reply) => {
    const sent = await mailTheHotline(carrier, mailToHotline.parse(request.body));
    return reply.code(202).send(sent);
  });
}

/** Both boxes, oldest first. */
export function listMails(carrier: Carrier): readonly MailRecord[] {
  return carrier.log.all().filter((record) => record.kind === 'mail');
}

function findMail(carrier: Carrier, id: string): MailRecord {
  const mail = carrier.log.find(id);
  if (mail?.kind !== 'mail') throw new RequestError(404, 'no-such-mail', 'No mail has that id.');
  return mail;
}

/** Addresses in a header, parted by commas; angle brackets are left off. */
function readAddresses(header: string | readonly string[] | undefined): readonly string[] {
  const joined = typeof header === 'string' ? header : (header ?? []).join(',');
  return joined
    .split(',')
    .map((address) => address.trim().replace(/^<|>$/g, ''))
    .filter((address) => address !== '' && address.length <= LONGEST_ADDRESS)
    .slice(0, MOST_RECIPIENTS);
}
