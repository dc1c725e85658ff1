/**
 * The walls of docs/architecture.md, checked by `npm run check:imports`. Each rule says in one sentence why it is there.
 * Type imports count as imports: a wall that types may cross is no wall.
 */

/** Specs, the rigs they are played on, and what configures the tools. */
const testCode = '\\.spec\\.tsx?$|-rig\\.ts$|^test/|^libs/testing/|/vite\\.config\\.ts$';
const entryPoints = '^apps/.+/main\\.tsx?$';
/** Makes docs/events.md; needed by the spec that pins that page. */
const pageMaker = '^libs/contracts/describe-events\\.ts$';

/** A lib and what it may import of ours, besides itself. */
const layers = [
  {
    lib: 'domain',
    mayImport: [],
    comment: 'The rules import nothing of ours, so that they can be read, tested and replayed on their own.',
  },
  {
    lib: 'mail',
    mayImport: ['domain'],
    comment: 'Reading a mail needs the rules of what is whose words, and no store: it can be run on a file.',
  },
  {
    lib: 'attachments',
    mayImport: ['domain'],
    comment: 'Keeping bytes by their hash and looking at them safely knows nothing of reports.',
  },
  {
    lib: 'contracts',
    mayImport: ['domain'],
    comment: 'What services agree on may name the rules’ types, and knows nothing of how anything is done.',
  },
  {
    lib: 'store',
    mayImport: ['contracts', 'domain'],
    comment: 'Storage knows what is stored, never who asks for it or what carries it on.',
  },
  {
    lib: 'queue',
    mayImport: ['store', 'contracts'],
    comment: 'The queue is a courier: it sees events and the rows they settle, and no rules.',
  },
  {
    lib: 'outbox',
    mayImport: ['queue', 'store', 'contracts'],
    comment: 'The relay moves what is recorded to the queue, and decides nothing.',
  },
  {
    lib: 'courier',
    mayImport: ['store', 'contracts', 'domain'],
    comment: 'What goes out is carried without knowing which service asked for it.',
  },
  {
    lib: 'service',
    mayImport: ['domain', 'contracts', 'store', 'queue', 'outbox', 'courier', 'mail', 'attachments', 'config'],
    comment: 'What every process shares stands on all libs but the test kit, and on no app.',
  },
];

const placeOf = (name) => (name === 'config' ? '^config/' : `^libs/${name}/`);

const layerRules = layers.map(({ lib, mayImport, comment }) => ({
  name: `${lib}-stays-below`,
  severity: 'error',
  comment,
  from: { path: `^libs/${lib}/`, pathNot: testCode },
  to: { path: '^(apps|libs|config|test)/', pathNot: [lib, ...mayImport].map(placeOf) },
}));

/** A package and the only places that may import it. */
const packageRules = [
  [
    'bullmq-and-ioredis-in-queue-only',
    '(bullmq|ioredis)',
    '^libs/queue/',
    'Nobody but the queue lib may depend on what carries the jobs, so that either backend can be replaced.',
  ],
  [
    'nodemailer-in-courier-only',
    'nodemailer',
    '^libs/courier/|^apps/sandbox/',
    'Mail goes out through the courier and its trust gate, or from the sandbox that plays the other end.',
  ],
  [
    'twilio-at-the-edges-only',
    'twilio',
    '^libs/courier/|^apps/sandbox/|^apps/intake/phone/',
    'Texts and calls go out through the courier; the phone door needs the library for TwiML and signatures, the sandbox to sign.',
  ],
  [
    'yaml-in-config-only',
    'yaml',
    '^config/',
    'A deployment is described in one place and checked there, so nothing else reads its files.',
  ],
  [
    'mail-readers-in-mail-only',
    '(mailauth|openpgp|iconv-lite)',
    '^libs/mail/',
    'What takes hostile mail apart runs behind the mail lib’s limits of time and memory.',
  ],
  [
    'mailparser-in-the-sandbox-only',
    'mailparser',
    '^apps/sandbox/',
    'The product reads mail itself, within limits; only the other end that the sandbox plays may trust what it is sent.',
  ],
  [
    'web-push-in-courier-only',
    'web-push',
    '^libs/courier/|^libs/service/',
    'A push goes out like everything else, through the courier; the service keeps the keys that sign it.',
  ],
  [
    'ical-in-the-calendar-of-the-desk-only',
    'ical\\.js',
    '^apps/desk/calendar/',
    'Calendars are written for and read from other programs at one door.',
  ],
  [
    'imapflow-in-the-mail-door-only',
    'imapflow',
    '^apps/intake/email/',
    'Only the door collects mail from a mailbox elsewhere.',
  ],
  [
    'file-readers-in-attachments-only',
    '(sharp|@zip.js/zip.js|file-type|aws4fetch)',
    '^libs/attachments/',
    'What looks into hostile files runs behind the attachments lib’s limits.',
  ],
  [
    'echarts-in-plots-only',
    'echarts',
    '^apps/console/plots/',
    'Every plot has its table, its files and its keyboard, because there is one way to show one.',
  ],
  [
    'commander-in-cli-only',
    'commander',
    '^apps/cli/',
    'The command line is one app; nothing that serves may depend on how it is typed.',
  ],
].map(([name, packages, places, comment]) => ({
  name,
  severity: 'error',
  comment,
  from: { pathNot: `${places}|${testCode}` },
  to: { path: `(^|/)node_modules/${packages}(/|$)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'config-reads-only-the-rules',
      severity: 'error',
      comment:
        'Configuration is checked against the rules and knows no service, so that it can be checked without one.',
      from: { path: '^config/', pathNot: testCode },
      to: { path: '^(apps|libs|test)/', pathNot: '^libs/domain/' },
    },
    {
      name: 'domain-has-no-packages',
      severity: 'error',
      comment:
        'The rules are plain functions: a calendar library is the only package they may use, and no part of Node.',
      from: { path: '^libs/domain/', pathNot: testCode },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'],
        pathNot: 'temporal-polyfill',
      },
    },
    ...packageRules,
    {
      name: 'apps-do-not-import-apps',
      severity: 'error',
      comment: 'An app is a process of its own; what two of them need moves down into a lib.',
      from: { path: '^apps/([^/]+)/', pathNot: `^apps/hotline/|${testCode}` },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'hotline-composes-only',
      severity: 'error',
      comment:
        'The hotline puts services together by their modules, starts the sandbox beside them, and takes the look of an error page.',
      from: { path: '^apps/hotline/', pathNot: testCode },
      to: {
        path: '^apps/',
        pathNot: [
          '^apps/hotline/',
          '^apps/[^/]+/[^/]+\\.module\\.ts$',
          '^apps/sandbox/(start-sandbox|read-sandbox-options)\\.ts$',
          '^apps/intake/web/error-pages\\.ts$',
        ],
      },
    },
    {
      name: 'intake-doors-stand-alone',
      severity: 'error',
      comment:
        'Each door can run as its own process, so a door may use the use case of all doors and nothing of another door.',
      from: { path: '^apps/intake/(web|email|phone)/', pathNot: testCode },
      to: { path: '^apps/intake/(web|email|phone)/', pathNot: '^apps/intake/$1/' },
    },
    {
      name: 'console-knows-only-what-is-agreed',
      severity: 'error',
      comment:
        'The console runs in a browser: it speaks to the desk over HTTP and shares with it what is agreed, nothing that runs.',
      from: { path: '^apps/console/', pathNot: testCode },
      to: { path: '^(apps|libs|config|test)/', pathNot: '^apps/console/|^libs/(contracts|domain)/' },
    },
    {
      name: 'rules-by-type-only',
      severity: 'error',
      comment:
        'What travels, and what runs in a browser, may name the rules’ types; the rules themselves run on the server.',
      from: { path: '^(libs/contracts|apps/console)/', pathNot: testCode },
      to: { path: '^libs/domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'libs-do-not-import-apps',
      severity: 'error',
      comment: 'A lib serves every app and therefore knows none, in its specs too.',
      from: { path: '^(libs|config)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-by-their-index',
      severity: 'error',
      comment: 'A lib is entered by its index, which is its table of contents; the rest may change without asking.',
      from: { path: '^(apps|config|test)/', pathNot: '^config/' },
      to: { path: '^(libs/[^/]+|config)/', pathNot: '^(libs/[^/]+|config)/index\\.ts$' },
    },
    {
      name: 'libs-by-their-index-from-libs',
      severity: 'error',
      comment: 'One lib enters another as an app does: by its index.',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^(libs/[^/]+|config)/', pathNot: '^libs/$1/|^(libs/[^/]+|config)/index\\.ts$' },
    },
    {
      name: 'config-by-its-libs-index',
      severity: 'error',
      comment: 'Configuration enters the rules as everyone does: by their index.',
      from: { path: '^config/', pathNot: testCode },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/index\\.ts$' },
    },
    {
      name: 'no-tests-in-production',
      severity: 'error',
      comment: 'What runs in production may not need what exists to test it.',
      from: { path: '^(apps|libs|config)/', pathNot: testCode },
      to: { path: testCode },
    },
    {
      name: 'no-dev-packages-in-production',
      severity: 'error',
      comment:
        'The image is installed without development packages; the console is bundled before that, so it may use them.',
      from: { path: '^(apps|libs|config)/', pathNot: `^apps/console/|${testCode}` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment:
        'A package that package.json does not name is there by luck (fastify is the adapter’s own, and used for its types).',
      from: { path: '^(apps|libs|config|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/fastify/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one thing in two places, and neither can be read or tested first.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that imports nothing is left over.',
      from: { orphan: true, pathNot: `${entryPoints}|${testCode}|\\.d\\.ts$` },
      to: {},
    },
    {
      name: 'no-unused-files',
      severity: 'error',
      comment: 'A file that no process reaches is left over, though a test may still hold on to it.',
      from: { path: entryPoints },
      to: {
        path: '^(apps|libs|config)/',
        pathNot: `${entryPoints}|${pageMaker}|${testCode}|\\.d\\.ts$`,
        reachable: false,
      },
    },
    {
      name: 'no-unresolved-imports',
      severity: 'error',
      comment: 'An import that leads nowhere fails at start, which is too late.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['development', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
