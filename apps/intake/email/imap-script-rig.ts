import { createServer, type Server, type Socket } from 'node:net';

export interface ScriptedFaults {
  /** Answers every STORE with NO. */
  refusesMarks?: boolean;
  /** Cuts the connection in the middle of this message, so many times. */
  cuts?: { readonly uid: number; times: number };
  /** Finds this message and gives nothing when it is asked for. */
  withholds?: number;
  /** Says goodbye instead of answering a SEARCH, so many times. */
  goodbyes?: number;
}

/** An IMAP server that says what it is told to and no more, with one folder: for faults that no real server shows on demand. */
export class ImapScript {
  readonly flags = new Map<number, Set<string>>();
  connections = 0;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly messages: ReadonlyMap<number, string>,
    private readonly faults: ScriptedFaults,
  ) {}

  static async start(messages: ReadonlyMap<number, string>, faults: ScriptedFaults): Promise<ImapScript> {
    const server = createServer();
    const script = new ImapScript(server, messages, faults);
    server.on('connection', (socket) => script.converse(socket));
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    return script;
  }

  get url(): string {
    const address = this.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return `imap://hotline:secret@127.0.0.1:${port}/INBOX`;
  }

  /** Tells whoever idles that something is new. */
  stir(): void {
    for (const socket of this.open) socket.write(`* ${this.messages.size + 1} EXISTS\r\n`);
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  private converse(socket: Socket): void {
    this.connections += 1;
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    let heard = '';
    let idleTag: string | null = null;
    socket.on('error', () => undefined);
    socket.write('* OK ready\r\n');
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + 2);
        if (line.toUpperCase() === 'DONE') {
          socket.write(`${idleTag} OK done\r\n`);
          continue;
        }
        const [tag = '', ...words] = line.split(' ');
        if (words[0]?.toUpperCase() === 'IDLE') idleTag = tag;
        this.answer(socket, tag, words.join(' ').toUpperCase());
      }
    });
  }

  private answer(socket: Socket, tag: string, command: string): void {
    const say = (...lines: readonly string[]) => socket.write(lines.map((line) => `${line}\r\n`).join(''));
    const uids = [...this.messages.keys()];
    if (command.startsWith('CAPABILITY')) return void say('* CAPABILITY IMAP4rev1 IDLE', `${tag} OK done`);
    if (command.startsWith('LIST')) return void say('* LIST () "/" INBOX', `${tag} OK done`);
    if (command.startsWith('IDLE')) return void say('+ idling');
    if (command.startsWith('SELECT')) {
      return void say(
        '* FLAGS (\\Seen)',
        `* ${uids.length} EXISTS`,
        '* OK [PERMANENTFLAGS (\\Seen)]',
        '* OK [UIDVALIDITY 7]',
        `* OK [UIDNEXT ${Math.max(0, ...uids) + 1}]`,
        `${tag} OK [READ-WRITE] done`,
      );
    }
    if (command.startsWith('UID SEARCH')) {
      if ((this.faults.goodbyes ?? 0) > 0) {
        this.faults.goodbyes = (this.faults.goodbyes ?? 0) - 1;
        say('* BYE tired');
        socket.end();
        return;
      }
      const unseen = command.includes('UNSEEN');
      const asked = /UID ([\d,:*]+)$/.exec(command.slice('UID SEARCH '.length))?.[1];
      const found = uids
        .filter((uid) => !unseen || !this.flags.get(uid)?.has('\\Seen'))
        .filter((uid) => asked === undefined || isIn(uid, asked, uids));
      return void say(`* SEARCH ${found.join(' ')}`.trimEnd(), `${tag} OK done`);
    }
    if (command.startsWith('UID FETCH')) return this.fetch(socket, tag, Number(/UID FETCH (\d+)/.exec(command)?.[1]));
    if (command.startsWith('UID STORE')) {
      if (this.faults.refusesMarks === true) return void say(`${tag} NO read-only`);
      const asked = /UID STORE ([\d,:]+)/.exec(command)?.[1] ?? '';
      for (const uid of uids.filter((each) => isIn(each, asked, uids))) this.flags.set(uid, new Set(['\\Seen']));
    }
    say(`${tag} OK done`);
  }

  private fetch(socket: Socket, tag: string, uid: number): void {
    const text = this.messages.get(uid);
    const { cuts, withholds } = this.faults;
    if (text === undefined || withholds === uid) {
      socket.write(`${tag} OK done\r\n`);
      return;
    }
    const place = [...this.messages.keys()].indexOf(uid) + 1;
    const start = `* ${place} FETCH (UID ${uid} RFC822.SIZE ${text.length} BODY[]<0> {${text.length}}\r\n`;
    if (cuts !== undefined && cuts.uid === uid && cuts.times > 0) {
      cuts.times -= 1;
      socket.write(`${start}${text.slice(0, text.length / 2)}`, () => socket.destroy());
      return;
    }
    socket.write(`${start}${text})\r\n${tag} OK done\r\n`);
  }
}

function isIn(uid: number, asked: string, uids: readonly number[]): boolean {
  const last = Math.max(0, ...uids);
  return asked.split(',').some((part) => {
    const [from = '', to = from] = part.split(':');
    const ends = [from, to].map((end) => (end === '*' ? last : Number(end)));
    return uid >= Math.min(...ends) && uid <= Math.max(...ends);
  });
}
