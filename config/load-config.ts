import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Playbooks, TriageRules } from '#domain';
import { type Advice, adviceFile } from './advice.schema.js';
import { attachmentsFile, type AttachmentSettings } from './attachments.schema.js';
import { type Brand, loadBrand } from './brand.schema.js';
import { ConfigError } from './config-error.js';
import { electionFile, type ElectionSettings, type HotlineSettings } from './election.schema.js';
import { type Environment, readEnvironment, tellEnvironment, type ToldVariable } from './environment.js';
import { mailFile, type MailSettings } from './mail.schema.js';
import { checkParity, type Messages, messagesFile } from './messages.schema.js';
import { parseYamlSettings } from './parse-settings.js';
import { type LaneSettings, lanesFile } from './lanes.schema.js';
import { phoneFile, type PhoneSettings } from './phone.schema.js';
import { partiesFile, type PartySettings } from './parties.schema.js';
import { rosterFile, type RosterSettings } from './roster.schema.js';
import { loadPlaybooks } from './playbooks.schema.js';
import { loadTriageRules } from './triage.schema.js';
import { voiceFile, type VoiceSettings } from './voice.schema.js';

export interface ConfigFile {
  readonly name: string;
  /** Of its bytes, in lower case hexadecimal. */
  readonly sha256: string;
}

/** Everything a deployment can set, checked as a whole. Nothing else reads the environment or these files. */
export interface Config {
  readonly environment: Environment;
  /** Every variable, for people to read. */
  readonly variables: readonly ToldVariable[];
  /** What was read, in the order in which it was read. */
  readonly files: readonly ConfigFile[];
  /** The data is made up, and screens say so. */
  readonly demonstration: boolean;
  readonly hotline: HotlineSettings;
  readonly elections: readonly ElectionSettings[];
  readonly parties: readonly PartySettings[];
  readonly roster: RosterSettings;
  readonly messages: { readonly en: Messages; readonly fr: Messages };
  readonly advice: Advice;
  /** How the public pages look. */
  readonly brand: Brand;
  /** How much is taken of what comes with reports, and how it is looked at. */
  readonly attachments: AttachmentSettings;
  /** How mail comes in. */
  readonly mail: MailSettings;
  /** What a caller hears, and who is rung. */
  readonly voice: VoiceSettings;
  /** How texts are answered, and how the carrier is read back. */
  readonly phone: PhoneSettings;
  /** When a report is set aside to be triaged together with others. */
  readonly lanes: LaneSettings;
  /** The rules that judge a report, compiled. */
  readonly triage: TriageRules;
  /** What to do first, for reporters and for responders, by kind of incident. */
  readonly playbooks: Playbooks;
}

/** Reads and checks everything once, at start. Throws a ConfigError, whose message is one line, for the first thing wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const environment = readEnvironment(env);
  const files: ConfigFile[] = [];
  const readBytes = (name: string) => {
    const bytes = readConfigBytes(environment.configDir, name);
    files.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') });
    return bytes;
  };
  const read = (file: string) => readBytes(file).toString('utf8');
  const settings = <T extends z.ZodType>(file: string, schema: T) => parseYamlSettings(file, read(file), schema);
  const { demonstration, hotline, elections } = settings('election.yaml', electionFile);
  const { parties } = settings('parties.yaml', partiesFile);
  const roster = settings('roster.yaml', rosterFile);
  checkLiaisons(roster, parties);
  const messages = { en: settings('messages.en.yaml', messagesFile), fr: settings('messages.fr.yaml', messagesFile) };
  checkParity(messages.en, messages.fr);
  const advice = settings('advice.yaml', adviceFile);
  const brand = loadBrand(read('brand.yaml'), readBytes);
  const attachments = settings('attachments.yaml', attachmentsFile);
  const mail = settings('mail.yaml', mailFile);
  checkLanguages(mail, hotline.emails);
  const voice = settings('voice.yaml', voiceFile);
  const phone = settings('phone.yaml', phoneFile);
  const lanes = settings('lanes.yaml', lanesFile);
  const weights = read('triage.weights.json');
  const triage = compileFile('triage.yaml', read('triage.yaml'), (text) => loadTriageRules(text, weights));
  const playbooks = compileFile('playbooks.yaml', read('playbooks.yaml'), loadPlaybooks);
  return {
    environment,
    variables: tellEnvironment(env),
    files,
    demonstration,
    hotline,
    elections,
    parties,
    roster,
    messages,
    advice,
    brand,
    attachments,
    mail,
    voice,
    phone,
    lanes,
    triage,
    playbooks,
  };
}

/** Compiles a file that checks itself; what it finds wrong is said in one line like everything else. */
function compileFile<T>(file: string, text: string, compile: (text: string) => T): T {
  try {
    return compile(text);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const problem = error instanceof Error ? error.message : 'not understood';
    throw new ConfigError(file, '', problem.replace(`${file}: `, ''));
  }
}

function readConfigBytes(directory: string, file: string): Buffer {
  try {
    return readFileSync(join(directory, file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError(file, '', `expected a readable file in ${directory} (see CONFIG_DIR), found ${code}`);
  }
}

function checkLanguages({ languages }: MailSettings, emails: readonly string[]): void {
  const stranger = Object.keys(languages).find((address) => !emails.includes(address));
  if (stranger === undefined) return;
  throw new ConfigError(
    'mail.yaml',
    `languages.${stranger}`,
    `expected one of ${emails.join(', ')} from election.yaml, found ${JSON.stringify(stranger)}`,
  );
}

function checkLiaisons(roster: RosterSettings, parties: readonly PartySettings[]): void {
  const keys = parties.map(({ key }) => key);
  for (const [index, { party }] of roster.people.entries()) {
    if (party === undefined || keys.includes(party)) continue;
    throw new ConfigError(
      'roster.yaml',
      `people[${index}].party`,
      `expected one of ${keys.join(', ')} from parties.yaml, found ${JSON.stringify(party)}`,
    );
  }
}
