import type { Multipart } from '@fastify/multipart';
import { Inject, Injectable } from '@nestjs/common';
import { KeepAttachments, noFiles, type PreparedFiles, ProblemError } from '#service';
import { keptField } from './kept-field.js';
import { KeptFiles } from './kept-files.js';
import { bodyOf, mediaTypeOf, type Request } from './page-exchange.js';
import { readForm } from './read-report-form.js';
import { formMediaType } from './take-report.js';

/** A form with what came along, as far as it could be kept. */
export interface SentForm {
  /**
   * What is stored of it: the fields as they were sent (WHATWG application/x-www-form-urlencoded), then a line for each file
   * with its hash, size and name. The same for the same form and files, whatever became of the files.
   */
  readonly raw: Buffer;
  readonly field: (name: string) => string;
  readonly files: PreparedFiles;
}

export const multipartMediaType = 'multipart/form-data';

/** Far more than is taken, so that a report is not lost because somebody chose a whole folder. */
const limits = { fields: 100, fieldSize: 256 * 1024, fieldNameSize: 100, files: 500, parts: 700, headerPairs: 50 };
/** A whole form with its files, in bytes. What is declared to be longer is refused before it is carried here. */
const longestForm = 512 * 1024 * 1024;

/** Reads what a browser sends of a form, with files or without. */
@Injectable()
export class ReadSentForm {
  constructor(
    @Inject(KeepAttachments) private readonly attachments: KeepAttachments,
    @Inject(KeptFiles) private readonly kept: KeptFiles,
  ) {}

  /** Files are kept as they come, before anybody knows whether the form is complete: nothing is carried over the line twice. */
  async read(request: Request): Promise<SentForm> {
    if (mediaTypeOf(request) !== multipartMediaType) {
      const raw = bodyOf(request, formMediaType);
      const fields = new URLSearchParams(raw.toString('utf8'));
      const ours = [keptField, ...fileLines].some((name) => fields.has(name));
      return ours ? this.withKeptOnly(fields) : { raw, field: readForm(raw), files: noFiles };
    }
    if (Number(request.headers['content-length'] ?? 0) > longestForm) throw tooLarge();
    try {
      return await this.readParts(request);
    } catch (error) {
      // Nothing that the store does ends up here: what is left is a body that is no form, or that broke off.
      if (error instanceof ProblemError || statusOf(error) < 500) throw error;
      throw broken();
    }
  }

  private async readParts(request: Request): Promise<SentForm> {
    const fields = new URLSearchParams();
    const gathering = this.attachments.gather();
    let carried = 0;
    const bound = this.attachments.bounds.file;
    for await (const part of request.parts({ limits: { ...limits, fileSize: bound + 1 } })) {
      if (part.type === 'field') {
        carried += await this.takeField(part, fields, gathering);
        continue;
      }
      const content = counted(part.file, (length) => (carried += length));
      const first = await content.next();
      // A field for files in which none was chosen comes as one without a name and without content.
      if (first.done === true && (part.filename ?? '') === '') continue;
      await gathering.add({
        name: part.filename ?? null,
        declaredType: part.mimetype,
        content: rejoined(first, content),
      });
      if (carried > longestForm) throw tooLarge();
    }
    return formOf(fields, gathering.done());
  }

  private async takeField(
    part: Extract<Multipart, { type: 'field' }>,
    fields: URLSearchParams,
    gathering: ReturnType<KeepAttachments['gather']>,
  ): Promise<number> {
    const value = typeof part.value === 'string' ? part.value : '';
    if (part.fieldname === keptField) await this.takeAgain(value, gathering);
    // What a program calls by our own names for files would be read as one of them.
    else if (!fileLines.has(part.fieldname)) fields.append(part.fieldname, value);
    return value.length;
  }

  /** A form without new files, sent by a browser that was told so; files of an earlier sending may stand in it. */
  private async withKeptOnly(fields: URLSearchParams): Promise<SentForm> {
    const gathering = this.attachments.gather();
    for (const token of fields.getAll(keptField).slice(0, limits.files)) await this.takeAgain(token, gathering);
    for (const name of [keptField, ...fileLines]) fields.delete(name);
    return formOf(fields, gathering.done());
  }

  private async takeAgain(token: string, gathering: ReturnType<KeepAttachments['gather']>): Promise<void> {
    const file = this.kept.check(token);
    if (file !== null) await gathering.addAgain(file);
  }
}

/** Written into what is stored, never read from what is sent. */
const fileLines = new Set(['attachment', 'attachment-left-out']);

function formOf(fields: URLSearchParams, files: PreparedFiles): SentForm {
  // By what came, not by what could be kept: a repetition must be recognised when the store works again.
  const known = [...files.kept, ...files.left.filter(({ sha256 }) => sha256 !== null)]
    .map(({ sha256, size, name }) => `${sha256} ${size} ${name}`)
    .toSorted();
  for (const line of known) fields.append('attachment', line);
  for (const { name, why, sha256 } of files.left)
    if (sha256 === null) fields.append('attachment-left-out', `${why} ${name}`);
  const raw = Buffer.from(fields.toString());
  return { raw, field: readForm(raw), files };
}

async function* counted(source: AsyncIterable<unknown>, count: (length: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    const bytes = chunk as Uint8Array;
    count(bytes.length);
    yield bytes;
  }
}

async function* rejoined(
  first: IteratorResult<Uint8Array>,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

function statusOf(error: unknown): number {
  const { statusCode } = (error ?? {}) as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

function broken(): ProblemError {
  return new ProblemError(400, 'bad-request', {
    en: 'The form did not arrive whole. Go back and send it again.',
    fr: 'Le formulaire n’est pas arrivé en entier. Revenez en arrière et envoyez-le de nouveau.',
  });
}

function tooLarge(): ProblemError {
  return new ProblemError(413, 'too-large', {
    en: 'These files are too large to be sent. Go back, choose fewer or smaller ones, and send the form again.',
    fr: 'Ces fichiers sont trop volumineux. Revenez en arrière, choisissez-en moins ou de plus petits, et renvoyez le formulaire.',
  });
}
