import type { Config } from '#config';
import type { FirstRun } from '#service';

/** What the first screen says: where everything is and, once, who can sign in with what. */
export function welcome({ environment, demonstration, hotline, elections }: Config, firstRun: FirstRun | null): string {
  const { publicUrl, smtpPort, sandboxPort, dataDir, twilio } = environment;
  const sandbox = twilio.baseUrl === null ? [['Sandbox phones, mailbox', `http://localhost:${sandboxPort}/`]] : [];
  const places = [
    ['Report page', `${publicUrl}/`],
    ['Console', `${publicUrl}/console/`],
    ...sandbox,
    ['Mail to the hotline', `smtp://localhost:${smtpPort}  (${hotline.emails.join(', ')})`],
    ['API description', `${publicUrl}/api/openapi.json`],
    ['Health', `${publicUrl}/health/ready`],
  ];
  const lines = [
    `${hotline.name.en} — ${elections.map(({ name }) => name.en).join(', ')}`,
    ...(demonstration
      ? ['A demonstration: every party, person and number here is made up. Not the hotline of any government.']
      : []),
    '',
    ...places.map(([name = '', where = '']) => `  ${name.padEnd(26)}${where}`),
    '',
  ];
  if (firstRun === null)
    return [...lines, '  Accounts are as they were; sign in as before. Ctrl-C stops.', ''].join('\n');
  return [
    ...lines,
    `  Sign in with (shown once; also in ${dataDir}/first-run.json, readable by you alone):`,
    ...firstRun.users.map(({ name, role, signIn, password, phone }) => {
      return `    ${signIn.padEnd(22)}${password.padEnd(26)}${`${role}, ${name}`.padEnd(32)}${phone}`;
    }),
    '',
    '  Ctrl-C stops.',
    '',
  ].join('\n');
}
