import {
  Body,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  type OnModuleInit,
  Param,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type ContactList,
  type ContactView,
  type DirectoryParties,
  editAddress,
  editContact,
  type ImportReport,
  newAccount,
  newAddress,
  newContact,
} from '#contracts';
import { largestContactFile, ProblemError } from '#service';
import { DeskController, Requires } from './desk-controller.js';
import { EditContact } from './edit-contact.js';
import { EditContactAddress } from './edit-contact-address.js';
import { ImportContacts } from './import-contacts.js';
import { contactQuery, ListContacts } from './list-contacts.js';
import { type Person, SignedIn } from './person.js';
import { readBody, readId, readQuery } from './read-request.js';
import { ShowContact } from './show-contact.js';

const importQuery = z.object({ apply: z.enum(['true', 'false']).default('false') });
const exportQuery = z.object({ party: z.uuid().optional() });

@DeskController('api/v1/directory')
export class DirectoryController implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ListContacts) private readonly contacts: ListContacts,
    @Inject(ShowContact) private readonly view: ShowContact,
    @Inject(EditContact) private readonly editing: EditContact,
    @Inject(EditContactAddress) private readonly addresses: EditContactAddress,
    @Inject(ImportContacts) private readonly importing: ImportContacts,
  ) {}

  /** A file of contacts is larger than any other request, and is taken as it is. */
  onModuleInit(): void {
    const instance = this.host.httpAdapter.getInstance<FastifyInstance>();
    if (instance.hasContentTypeParser('text/csv')) return;
    instance.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer', bodyLimit: largestContactFile },
      (_request, body, done) => done(null, body),
    );
  }

  @Get('parties')
  @Requires('directory.read')
  @Header('cache-control', 'no-store')
  parties(@SignedIn() person: Person): Promise<DirectoryParties> {
    return this.contacts.parties(person);
  }

  @Get('contacts')
  @Requires('directory.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person, @Query() query: unknown): Promise<ContactList> {
    return this.contacts.list(person, readQuery(contactQuery, query));
  }

  @Post('contacts')
  @Requires('directory.edit')
  async add(@SignedIn() person: Person, @Body() body: unknown): Promise<ContactView> {
    return this.view.show(person, await this.editing.add(person, readBody(newContact, body)));
  }

  @Get('contacts/:id')
  @Requires('directory.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Param('id') id: string): Promise<ContactView> {
    return this.view.show(person, readId(id));
  }

  @Post('contacts/:id')
  @Requires('directory.edit')
  @HttpCode(200)
  async edit(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ContactView> {
    await this.editing.edit(person, readId(id), readBody(editContact, body));
    return this.view.show(person, id);
  }

  @Delete('contacts/:id')
  @Requires('directory.edit')
  async remove(@SignedIn() person: Person, @Param('id') id: string): Promise<ContactView> {
    await this.editing.remove(person, readId(id));
    return this.view.show(person, id);
  }

  @Post('contacts/:id/addresses')
  @Requires('directory.edit')
  @HttpCode(200)
  async addAddress(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ContactView> {
    await this.addresses.add(person, readId(id), readBody(newAddress, body));
    return this.view.show(person, id);
  }

  @Post('contacts/:id/addresses/:address')
  @Requires('directory.edit')
  @HttpCode(200)
  async editAddress(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('address') address: string,
    @Body() body: unknown,
  ): Promise<ContactView> {
    await this.addresses.edit(person, readId(id), readId(address), readBody(editAddress, body));
    return this.view.show(person, id);
  }

  @Delete('contacts/:id/addresses/:address')
  @Requires('directory.edit')
  async removeAddress(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('address') address: string,
  ): Promise<ContactView> {
    await this.addresses.remove(person, readId(id), readId(address));
    return this.view.show(person, id);
  }

  @Post('contacts/:id/accounts')
  @Requires('directory.edit')
  @HttpCode(200)
  async addAccount(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ContactView> {
    await this.addresses.addAccount(person, readId(id), readBody(newAccount, body));
    return this.view.show(person, id);
  }

  @Delete('contacts/:id/accounts/:account')
  @Requires('directory.edit')
  async removeAccount(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('account') account: string,
  ): Promise<ContactView> {
    await this.addresses.removeAccount(person, readId(id), readId(account));
    return this.view.show(person, id);
  }

  @Post('import')
  @Requires('directory.edit')
  @HttpCode(200)
  take(@SignedIn() person: Person, @Query() query: unknown, @Req() { body }: FastifyRequest): Promise<ImportReport> {
    if (!Buffer.isBuffer(body)) {
      throw new ProblemError(415, 'unknown-format', {
        en: 'Send the file itself, as text/csv.',
        fr: 'Envoyez le fichier lui-même, en format text/csv.',
      });
    }
    return this.importing.take(person, body, readQuery(importQuery, query).apply === 'true');
  }

  @Get('export')
  @Requires('directory.read')
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="vigil-directory.csv"')
  give(@SignedIn() person: Person, @Query() query: unknown): Promise<string> {
    return this.importing.give(person, readQuery(exportQuery, query).party ?? null);
  }
}
