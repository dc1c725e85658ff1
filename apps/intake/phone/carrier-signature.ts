import { Inject, Injectable } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import twilio from 'twilio';
import { Metrics, ProblemError, Secrets, Settings } from '#service';

export type CarrierHook = 'sms' | 'voice' | 'status' | 'page-call';

/** A webhook that the carrier has proved to have sent. */
export interface SignedWebhook {
  /** The form verbatim, as it was posted. */
  readonly raw: Buffer;
  readonly mediaType: string;
  /** A form field, without control characters; empty when it is absent. At most 2,000 characters unless said otherwise. */
  field(name: string, most?: number): string;
  /** Parameters of the address, which the signature covers too. */
  readonly query: URLSearchParams;
}

/** Carriers' ids: two letters and a word (`SM0123…`). */
const sid = /^[A-Za-z]{2}\w{4,62}$/;

/** Lets through only what the carrier has signed, over the configured public address: the Host header is the caller's word. */
@Injectable()
export class CarrierSignature {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Throws a 403 problem for a wrong or missing signature. */
  check(hook: CarrierHook, request: RawBodyRequest<FastifyRequest>): SignedWebhook {
    const raw = request.rawBody ?? Buffer.alloc(0);
    const form = new URLSearchParams(raw.toString('utf8'));
    const signature = request.headers['x-twilio-signature'];
    const { publicUrl, second } = this.settings.config.environment;
    const url = publicUrl + request.originalUrl;
    const query = new URLSearchParams(request.originalUrl.split('?', 2)[1] ?? '');
    const isSecond = query.get('carrier') === 'second';
    const token = isSecond ? (second.twilio?.authToken ?? null) : this.secrets.carrierToken;
    const isSigned =
      typeof signature === 'string' &&
      token !== null &&
      signature !== '' &&
      signature.length <= 200 &&
      twilio.validateRequest(token, signature, url, parametersOf(form));
    if (!isSigned) {
      this.count(hook, signature === undefined ? 'unsigned' : 'wrong-signature');
      throw new ProblemError(403, 'wrong-signature', {
        en: 'This address takes signed webhooks of the carrier only.',
        fr: 'Cette adresse n’accepte que les webhooks signés du fournisseur de téléphonie.',
      });
    }
    return {
      raw,
      mediaType: 'application/x-www-form-urlencoded',
      field: (name, most = 2_000) => (form.get(name) ?? '').replaceAll('\0', '\uFFFD').slice(0, most),
      query,
    };
  }

  /** The id in the first of these fields that is there. Throws a 400 problem when none is one. */
  requireSid(hook: CarrierHook, webhook: SignedWebhook, ...names: readonly string[]): string {
    const found = names.map((name) => webhook.field(name, 100)).find((value) => sid.test(value));
    if (found !== undefined) return found;
    this.count(hook, 'malformed');
    throw new ProblemError(400, 'malformed-webhook', {
      en: `The form lacks the field ${names[0] ?? ''}.`,
      fr: `Le champ ${names[0] ?? ''} manque dans le formulaire.`,
    });
  }

  count(hook: CarrierHook, reason: 'unsigned' | 'wrong-signature' | 'malformed' | 'unknown-sid'): void {
    this.metrics.webhooksRefused.inc({ hook, reason });
  }
}

/** As the signature takes them: a field that comes more than once is a list. */
function parametersOf(form: URLSearchParams): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    const [value = ''] = values;
    Object.defineProperty(parameters, name, { value: values.length > 1 ? values : value, enumerable: true });
  }
  return parameters;
}
