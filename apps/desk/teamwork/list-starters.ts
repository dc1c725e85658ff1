import { Inject, Injectable } from '@nestjs/common';
import { renderTemplate } from '#config';
import type { MessageStarters } from '#contracts';
import { Settings } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { firstReportOf } from '../show-trust.js';

/** What a responder may begin a message from, in the language that the message will be read in. */
@Injectable()
export class ListStarters {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async list(person: Person, incidentId: string): Promise<MessageStarters> {
    const [incident] = await this.database.transactionFor(person.scope, (tx) =>
      tx.query<{ reference: string; language: 'en' | 'fr' }>(
        `SELECT i.reference, coalesce(r.language, CASE i.language WHEN 'fr' THEN 'fr' ELSE 'en' END) AS language
         FROM incident i LEFT JOIN report r ON r.id = (${firstReportOf}) WHERE i.id = $1`,
        [incidentId],
      ),
    );
    if (incident === undefined) throw notFound();
    const { reference, language } = incident;
    const { messages, hotline } = this.settings.config;
    const values = { reference, hotlinePhone: hotline.phone };
    const [theirs, own] = [messages[language].starters, messages[person.language].starters];
    return {
      language,
      items: Object.entries(theirs).map(([key, { title, text }]) => ({
        key,
        title: own[key]?.title ?? title,
        text: renderTemplate(text, values),
        meaning: language === person.language ? null : renderTemplate(own[key]?.text ?? text, values),
      })),
    };
  }
}
