import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime } from '#service';
import { FakeClock, freshDatabase } from '#testing';
import { SmtpConversation } from './email/smtp-conversation-rig.js';
import { SmtpDoor } from './email/smtp-door.js';
import { IntakeModule } from './intake.module.js';

test('all doors open in one process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-intake-'));
  const store = await freshDatabase();
  const config = loadConfig({ DATA_DIR: folder, SMTP_PORT: '0', LOG_LEVEL: 'fatal' });
  const runtime = await openRuntime('test', config, { databaseUrl: store.url, clock: new FakeClock() });
  const application = await createHttpApplication(runtime, { modules: [IntakeModule] });
  await application.init();

  const page = await application.inject({ url: '/', headers: { accept: 'text/html' } });
  expect(page.statusCode).toBeLessThan(400);
  const hook = await application.inject({ method: 'POST', url: '/hooks/twilio/sms' });
  expect(hook.statusCode).toBe(403);
  const conversation = await SmtpConversation.open(application.get(SmtpDoor, { strict: false }).port);
  expect(await conversation.say('EHLO x.example')).toMatch(/^250/);
  conversation.close();

  await application.close();
  await runtime.close();
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});
