#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { acceptOpenFinding, listFindings } from './accept-finding.js';
import { certifyWatch } from './certify-watch.js';
import { evaluateMail } from './evaluate-mail.js';
import { evaluateOncallFile } from './evaluate-oncall.js';
import { evaluateSmsFile } from './evaluate-sms.js';
import { evaluateTriageFile } from './evaluate-triage.js';
import { importDirectory, listDirectory } from './import-directory.js';
import { exportCorrections } from './export-corrections.js';
import { inspectQueue, retryAllParked } from './inspect-queue.js';
import { learnTriageWeights } from './learn-triage.js';
import { listIncidents } from './list-incidents.js';
import { readMailFiles } from './read-mail.js';
import { rereadReports } from './reread-reports.js';
import { showIntakeLedger } from './show-intake-ledger.js';
import { sendReport } from './send-report.js';
import { showWebhookKey } from './show-webhook-key.js';
import { verifyTimeline } from './verify-timeline.js';
import { printVisibleReplies } from './visible-reply.js';

// `vigil … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

/** A refusal that is the user's to mend: one line, exit code 1, no stack. */
const explain = (error: unknown): void => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
    return;
  }
  process.stderr.write(
    `vigil: ${error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error)}\n`,
  );
  process.exitCode = 1;
};

const vigil = new Command('vigil')
  .description('The command line of the Vigil hotline. Exit code 0 only on success.')
  .exitOverride()
  .showHelpAfterError();

const report = vigil.command('report').description('Reports to the hotline');
report
  .command('send')
  .description('Send a report through the API and print its receipt')
  .requiredOption('--text <text>', 'what happened')
  .option('--language <language>', 'en or fr', 'en')
  .option('--account <kind>', 'email, social, messaging, phone, website, device, data or other')
  .option('--email <address>', 'where the reporter can be reached')
  .option('--phone <number>', 'where the reporter can be reached')
  .option('--url <url>', 'the hotline, instead of PUBLIC_URL')
  .option('--key <key>', 'idempotency key, to repeat a report safely')
  .option('--json', 'print JSON')
  .action(sendReport);
report
  .command('reread')
  .description('Read reports again from their raw message, after a reader was mended')
  .option('--reference <reference>', 'the report that this reference names')
  .option('--all-unreadable', 'every report that could not be read')
  .option('--json', 'print JSON')
  .action(rereadReports);

const intake = vigil.command('intake').description('How reports come in');
intake
  .command('ledger')
  .description('What came and what is stored, by source and hour; exit code 1 when anything is missing')
  .option('--hours <number>', 'so many hours back', '24')
  .option('--json', 'print JSON')
  .action(showIntakeLedger);

const incident = vigil.command('incident').description('Incidents');
incident
  .command('list')
  .description('List incidents, most severe first')
  .option('--all', 'closed ones too')
  .option('--limit <number>', 'at most so many', '50')
  .option('--json', 'print JSON')
  .action(listIncidents);

const directory = vigil.command('directory').description('Parties’ registered contacts');
directory
  .command('import')
  .description('Show what a CSV file of contacts would change, row by row; nothing is changed without --apply')
  .argument('<file>', 'CSV with English or French headings (docs/directory.md)')
  .option('--apply', 'change it, all of it or nothing')
  .option('--json', 'print JSON')
  .action(importDirectory);
directory
  .command('list')
  .description('List the registered contacts')
  .option('--party <key>', 'only this party')
  .option('--json', 'print JSON')
  .action(listDirectory);

const timeline = vigil.command('timeline').description('The record');
timeline
  .command('verify')
  .description('Check the hash chain of every timeline and name the first broken entry of each that is broken')
  .option('--reference <reference>', 'only the incident that this reference names')
  .option('--json', 'print JSON')
  .action(verifyTimeline);

const queue = vigil.command('queue').description('Queues and outbox');
queue
  .command('inspect')
  .description('What waits, what was lost on the way, what was given up on')
  .option('--json', 'print JSON')
  .action(inspectQueue);
queue
  .command('retry')
  .description('Give everything that was given up on another try')
  .option('--json', 'print JSON')
  .action(retryAllParked);

const triage = vigil.command('triage').description('The rules that judge reports');
triage
  .command('eval')
  .description('Compare the rules with labelled reports and print the agreement for each label')
  .requiredOption('--file <file>', 'labelled reports, as in the test data')
  .option('--json', 'print JSON')
  .action(evaluateTriageFile);
triage
  .command('learn')
  .description('Learn the weights of words anew from the lessons and cases beside the rules')
  .option('--file <file>', 'more labelled reports to learn from')
  .action(learnTriageWeights);

triage
  .command('corrections')
  .description('Write what responders put right as labelled reports, for `triage eval`')
  .requiredOption('--file <file>', 'where to; readable by its owner alone')
  .action(exportCorrections);

const mail = vigil.command('mail').description('Reading mail');
mail
  .command('visible-reply')
  .description('Print what the writer of each reply wrote, without what they quote, pass on or sign with')
  .argument('<file...>', 'bodies in plain text')
  .option('--json', 'print JSON')
  .action(printVisibleReplies);
mail
  .command('read')
  .description('Read messages from files, with what is whose words, what is attached and whether a machine wrote it')
  .argument('<file...>', 'raw messages')
  .option('--json', 'print JSON')
  .action(readMailFiles);
mail
  .command('eval')
  .description('Read the collections of real mail and print, set by set, how much was read as it should be')
  .option('--data <folder>', 'the folder of the collections', '../shared/data')
  .option('--misses', 'name the messages that were not read as expected')
  .option('--json', 'print JSON')
  .action(evaluateMail);

const sms = vigil.command('sms').description('Text messages');
sms
  .command('eval')
  .description('Measure texts, encode them and check webhook signatures as a file of cases asks; prints JSON')
  .requiredOption('--file <file>', 'cases in JSON')
  .option('--json', 'print JSON (it always does)')
  .action(evaluateSmsFile);

const oncall = vigil.command('oncall').description('On-call rules');
oncall
  .command('eval')
  .description('Play cases from the tests of other on-call systems; prints JSON with what passed, what differs and why')
  .requiredOption('--file <file>', 'cases in JSON')
  .option('--json', 'print JSON (it always does)')
  .action(evaluateOncallFile);

const watch = vigil.command('watch').description('Who is on duty');
watch
  .command('certify')
  .description('Prove that two reachable people are on duty at every instant, or list the holes; exit code 1 when any')
  .option('--from <time>', 'a day or an instant, instead of now')
  .option('--to <time>', 'a day or an instant, instead of the end of the service window')
  .option('--json', 'print JSON')
  .action(certifyWatch);
watch
  .command('findings')
  .description('What the auditor finds wrong now; exit code 1 when anything is')
  .option('--json', 'print JSON')
  .action(listFindings);
watch
  .command('accept')
  .description('Say that a finding cannot be mended, so that the outside monitor hears from the hotline again')
  .argument('<id>', 'as `watch findings` shows it')
  .requiredOption('--because <text>', 'why; it stays on record')
  .action(acceptOpenFinding);
watch
  .command('webhook-key')
  .description('The key with which an outside service checks the signature of our calls, in hexadecimal')
  .action(showWebhookKey);

await vigil.parseAsync().catch(explain);
